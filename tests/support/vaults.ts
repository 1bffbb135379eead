// Archives as people keep them, 30 files each: clippings in an Obsidian vault, a section of a Hugo site, the posts of a Jekyll
// blog, with all that such folders have beside articles. Everything in them is invented.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A folder of files, and what of them is an article, skipped, or passed over. */
export interface Vault {
  folder: string;
  articles: number;
  skipped: number;
  passedOver: number;
}

type Files = Record<string, string>;

function written(folder: string, articles: Files, skipped: Files, passedOver: Files): Vault {
  for (const [file, content] of Object.entries({ ...articles, ...skipped, ...passedOver })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  const count = (files: Files) => Object.keys(files).length;
  return { folder, articles: count(articles), skipped: count(skipped), passedOver: count(passedOver) };
}

const clip = (front: string, body: string) => `---\n${front}\n---\n\n${body}\n`;
const day = (n: number) => `2025-03-${String(n).padStart(2, '0')}`;

/** Titles as papers print them; each is read otherwise, or not at all, where it is taken for YAML. */
const TITLES = [
  'Ferry fares: what changes in May',
  '"No deal", says the harbour master',
  "'Tis the season for gales",
  '@harbourwatch counts the gulls',
  '[Updated] Quay closed',
  '*Amaryllis* refloated',
  '% of homes without a pump',
  'Lido wins #1 spot',
  '1.10',
  '007',
  'No',
  '2024',
];

export const obsidianVault = (folder: string): Vault =>
  written(
    folder,
    {
      ...Object.fromEntries(
        TITLES.map((title, i) => [
          `Clippings/${i}.md`,
          clip(
            `title: ${title}\nsource: https://gazette.example/${i}\nauthor:\n  - "[[Ann Lee]]"\npublished: ${day(i + 1)}\ncreated: 2025-04-01\ndescription: "A: b\ntags:\n  - "clippings"`,
            `The harbour master counted ${i + 20} boats at Ormley Quay on Monday.`,
          ),
        ]),
      ),
      // The web clipper, of a page that names no day.
      'Clippings/undated page.MD': clip(
        'title: "Boat sheds to close"\nsource: "https://gazette.example/sheds"\npublished:\ncreated: 2025-04-02',
        'The boat sheds at Ormley will close in June.',
      ),
      // MarkDownload.
      'Clippings/markdownload.md': clip(
        'created: 2025-03-20T10:20:30 (UTC +02:00)\ntags: [ferry,fares]\nsource: https://gazette.example/markdownload\nauthor: Tom Ray',
        '# Fares rise again\n\n> ## Excerpt\n> Fares.\n\n---\nFares rise by a tenth on Sunday.',
      ),
      // Readwise.
      'Readwise/Articles/Tides.md':
        '# Tides and timetables\n\n![rw-book-cover](https://gazette.example/c.png)\n\n## Metadata\n- Author: [[Ann Lee]]\n- Full Title: Tides and timetables\n- Category: #articles\n- Published Date: Mar 9, 2025\n- URL: https://gazette.example/tides\n\n## Highlights\n- The noon ferry waits for the tide.\n',
      // Zotero, with the mark and line ends of Windows.
      'Zotero/lee2025.md': `\ufeff${clip(
        'title: "The silent pump: a history"\nauthors: [Ann Lee, Tom Ray]\ndate: 2025-03-11\npublicationTitle: The Gazette\nlink: zotero://select/items/1_ABCD\nurl: https://gazette.example/pump',
        'The pump at Ormley was built in 1911.',
      ).replaceAll('\n', '\r\n')}`,
      // From paper: by somebody, without an address.
      'Paper/letter.md': clip(
        'title: A letter on the lido\nauthor: Ann Lee\npublication: "[[The Ormley Times]]"\ndate: 7 March 1987',
        'The lido should open at dawn.',
      ),
    },
    {
      'Home.md': '# Home\n\n- [[Ferry]]\n- [[Pump]]\n',
      'People/Ann Lee.md': clip('aliases: [Ann]\ntags: [people]', 'Reporter.'),
      'Boats.md': clip('created: 2025-03-01\ntitle: Boats', 'A list of boats.'),
      'Daily/2025-03-01.md': 'Rang the harbour office.\n',
      'Daily/2025-03-02.md': clip('date: 2025-03-02', 'Nothing today.'),
      'Templates/Clipping.md': clip(
        'title: "{{title}}"\nsource: {{url}}\npublished: {{date}}',
        '{{content}}',
      ),
      'readme.md': '# This vault\n',
    },
    {
      '.obsidian/app.json': '{}',
      '.trash/old.md': 'x',
      'attachments/Pasted image.PNG': 'x',
      'Board.canvas': '{}',
      'Thumbs.db': 'x',
      '.DS_Store': 'x',
    },
  );

const toml = (front: string, body: string) => `+++\n${front}\n+++\n\n${body}\n`;

export const hugoSection = (folder: string): Vault =>
  written(
    folder,
    {
      ...Object.fromEntries(
        TITLES.map((title, i) => [
          `news/${i}/index.md`,
          i % 2 === 0
            ? toml(
                `title = ${JSON.stringify(title)}\ndate = ${day(i + 1)}T23:30:00-05:00\ndraft = false\n[params]\n  author = "Ann Lee"\n  source = "https://gazette.example/${i}"`,
                `The council met for ${i + 2} hours at Ormley on Tuesday.`,
              )
            : clip(
                `title: ${title}\nDate: ${day(i + 1)}T00:30:00+13:00\nlastmod: 2025-05-01\nurl: /news/${i}/\nparams:\n  outlet: The Gazette\n  canonical: https://gazette.example/${i}\ncover: {{image}}`,
                `The council met for ${i + 2} hours at Ormley on Tuesday.`,
              ),
        ]),
      ),
      'news/json.md': `{\n  "title": "Bridge: the last bolt",\n  "date": "2025-03-14",\n  "authors": ["Ann Lee", "Tom Ray"],\n  "canonicalUrl": "https://gazette.example/bolt"\n}\n\nThe last bolt of the bridge was turned on Friday.\n`,
      // The site's own words: without another address.
      'news/own.md': toml('title = "We move to Cope Lane"\npublishDate = 2025-03-15', 'The Gazette moves to Cope Lane in May.'),
      'news/listed.markdown': clip('title: Dredger late\ndate: 2025-03-16\nauthors:\n- name: Ann Lee\n  email: ann@gazette.example\n- name: Tom Ray', 'The dredger is a week late.'),
      'news/upper.md': clip('TITLE: Rovers win\nDATE: 2025-03-17', 'Rovers won in the rain.'),
      'news/folded.md': clip('title: >-\n  Gale tears roof\n  off the Corn Hall\ndate: 2025-03-18', 'A gale took the roof.'),
    },
    {
      'news/_index.md': clip('title: News\ndate: 2025-01-01', 'All the news.'),
      '_index.md': toml('title = "Home"', 'Welcome.'),
      'archetypes/default.md': toml('title = "{{ replace .Name "-" " " }}"\ndate = {{ .Date }}\ndraft = true', ''),
      'news/draft.md': toml('title = "Not yet"\ndate = 2025-03-19\ndraft = true', 'Not yet.'),
      'about.md': clip('title: About\nmenu: main', 'Who we are.'),
      'README.md': '# Site\n',
    },
    {
      'hugo.toml': 'title = "The Gazette"\n',
      'news/1/cover.webp': 'x',
      'static/style.css': 'x',
      'data/people.yaml': 'x',
      '.gitignore': 'public\n',
      '.hugo_build.lock': '',
      'LICENSE': 'x',
    },
  ); // prettier-ignore

export const jekyllPosts = (folder: string): Vault =>
  written(
    folder,
    {
      ...Object.fromEntries(
        TITLES.map((title, i) => [
          `_posts/${day(i + 1)}-post-${i}.${i % 2 ? 'md' : 'markdown'}`,
          clip(
            `layout: post\ntitle:  ${title}\n${i % 3 ? '' : `date:   ${day(i + 1)} 00:10:00 +0900\n`}categories: news harbour\npermalink: /news/${i}/`,
            `Ormley has ${i + 3} bridges, the council found.`,
          ),
        ]),
      ),
      '_posts/2025-03-20-linked.md': clip(
        'layout: link\ntitle: Read elsewhere\nlink: https://gazette.example/linked\npublished: true',
        'The Gazette has counted the swans.',
      ),
      '_posts/2025-03-21-authors.md': clip(
        'title: Two of us\nauthor: [Ann Lee, Tom Ray]\nsite: The Ormley Blog',
        'We walked to the lighthouse.',
      ),
      '_posts/news/2025-03-22-heading.md': clip('layout: post', '# Heading only\n\nThe heading is the title.'),
      '_posts/2025-03-23-setext.md': clip('layout: post', 'Heading below\n=============\n\nThe line is the mark.'),
      '_posts/2025-03-24-quoted.md': clip(
        'title: "He said: \\"no\\""\nexcerpt: "never ends\nimage: {path: a.png}',
        'No was the answer.',
      ),
    },
    {
      '_drafts/later.md': clip('title: Later\ndate: 2025-03-25', 'Later.'),
      '_posts/2025-03-26-hidden.md': clip('title: Hidden\npublished: false', 'Hidden.'),
      'about.markdown': clip('layout: page\ntitle: About\npermalink: /about/', 'Who we are.'),
      'index.md': clip('layout: home', ''),
      '_includes/note.md': 'A note.\n',
      'README.md': '# Blog\n',
    },
    {
      '_config.yml': 'title: Blog\n',
      'Gemfile.lock': 'x',
      '.jekyll-cache/x': 'x',
      'assets/logo.svg': 'x',
      'assets/main.scss': 'x',
      'CNAME': 'x',
      'favicon.ico': 'x',
    },
  ); // prettier-ignore
