// Articles as editors, converters and feeds leave them, through the whole of Attest: asked, checked, quoted and looked up.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import { settingsOf, type NamedSettings } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SITE = 'https://saltmarsh.example/2025';
const ALL = { outlets: null };
const GRANARY =
  'The gran\u00adary at Hol\u00adlow Quay will open on Sat\u00adurday, after a gap of fifty years.\n\n' +
  '\u201cWe found the sieves in an at\u00adtic,\u201d said Ros\u00adwitha Penn, who leads the mil\u00adlers.';
const PIER = 'The pier at Cobb Reach will open on 9 May with a new clock, the pier trust said on Monday.';

const ARTICLES: Record<string, { url: string; text: string; title?: string; day?: string; outlet?: string }> =
  {
    granary: { url: `${SITE}/granary`, text: GRANARY, title: 'Gran\u00adary to open' },
    wasps: {
      url: `${SITE}/wasps`,
      text: 'The hor\u200bnets in the bel\u200bfry were moved to a barn in Septem\u2060ber.',
    },
    fiddle: {
      url: `${SITE}/fiddle`,
      text: 'An o\ufb03cer found a \ufb01ddle of the \ufb01fteenth century in the \ufb02ax mill.',
    },
    tram: {
      url: `${SITE}/tram`,
      text: 'Ｔｈｅ ｆｕｎｉｃｕｌａｒ ｔｏ Ｍｏｓｓ Ｈｅａｄ ｒｕｎｓ ａｇａｉｎ ｆｒｏｍ １２ Ｊｕｌｙ.',
    },
    mayor: {
      url: `${SITE}/mayor`,
      text:
        'Mayor Zoe\u0308 Wałęsa opened the canal to Łomża on Tuesday.\n\n\u201cIt took ten years and three mayors,\u201d Wałęsa said.\n\n' +
        'The café at the lock, Bjørnehuset, serves brûlée. The lock was built by Strauß of Großenhain.',
    },
    ...Object.fromEntries(
      ['', '?utm_source=feed', '/', '#comments', '?fbclid=x', '/amp'].map((variant, i) => [
        `pier-${i}`,
        {
          url: `${SITE}/pier${variant}`,
          text: `${PIER}\n\n\u201cWe waited nine years for the clock,\u201d said Pia Calder, who chairs the trust.`,
        },
      ]),
    ),
    herald: { url: 'https://herald.example/pier', text: PIER, outlet: 'Reed Herald', day: '2025-04-08' },
    copy: {
      url: 'https://web.archive.org/web/20250404101500/https://herald.example/eel',
      text: 'An eel was seen in the lock on Friday.',
    },
  };

let settings: NamedSettings;
let archive: Archive;

beforeAll(async () => {
  settings = settingsOf({ CORPUS_DIR: join(temporaryFolder(), 'articles') });
  mkdirSync(settings.CORPUS_DIR);
  for (const [name, { url, text, title = name, day = '2025-04-07', outlet }] of Object.entries(ARTICLES)) {
    const front = `title: "${title}"\nurl: ${url}\npublished: ${day}\n${outlet ? `outlet: ${outlet}\n` : ''}`;
    writeFileSync(join(settings.CORPUS_DIR, `${name}.md`), `---\n${front}---\n${text}\n`);
  }
  const report = await buildIndex(settings);
  expect(report).toMatchObject({ articles: 8, problems: [] });
  archive = await openArchive(settings);
});
afterAll(() => archive.close());

const ask = (question: string) => archive.ask({ question, asOf: '2025-10-15', ...ALL });

it.each([
  ['When will the granary at Hollow Quay open?', 'The gran\u00adary at Hol\u00adlow Quay'],
  ['When will the gran\u00adary at Hol\u200blow Quay open?', 'The gran\u00adary at Hol\u00adlow Quay'],
  ['Where were the hornets of the belfry moved to?', 'The hor\u200bnets'],
  ['Where was the fiddle of the fifteenth century found?', 'An o\ufb03cer found'],
  ['When does the funicular to Moss Head run again?', 'Ｔｈｅ ｆｕｎｉｃｕｌａｒ'],
  ['Who opened the canal to Lomza?', 'Mayor Zoe\u0308 Wałęsa'],
  ['Who opened the canal to Łomża?', 'Mayor Zoe\u0308 Wałęsa'],
  ['What does Bjornehuset serve?', 'The café at the lock'],
  ['Who of Grossenhain built the lock?', 'The lock was built by Strauß'],
])('%s', async (question, begins) => {
  const answer = await ask(question);
  expect(answer.kind, JSON.stringify(answer.kind === 'abstained' && answer.cause)).toBe('answered');
  expect(answer.quotes.some(({ text }) => text.includes(begins))).toBe(true);
});

it.each([
  'We found the sieves in an attic',
  'The hornets in the belfry were moved to a barn',
  'An officer found a fiddle of the fifteenth century in the flax mill.',
  'The funicular to Moss Head runs again from 12 July',
])('the archive says word for word: %s', async (text) => {
  expect(await archive.check({ text, ...ALL })).toMatchObject({ kind: 'exact' });
});

test('who says it is called by the name, and asked for in plain letters', async () => {
  for (const [name, speaker] of [
    ['roswitha', 'Roswitha Penn'],
    ['walesa', 'Mayor Zoë Wałęsa'],
  ] as const) {
    const [found] = await archive.speakers({ name, limit: 5, ...ALL });
    expect(found).toMatchObject({ speaker, quotations: 1 });
  }
  const answer = await ask('What did Zoe Walesa say about the ten years?');
  expect(answer.quotes[0]).toMatchObject({ speaker: 'Mayor Zoë Wałęsa' });
});

test('one article under six addresses is quoted once, with the other outlet that carries it', async () => {
  const answer = await ask('When will the pier at Cobb Reach open?');
  const quotes = answer.quotes.filter(({ text }) => text.includes(PIER));
  expect(quotes).toHaveLength(1);
  const outlets = [quotes[0]!.article, ...quotes[0]!.also.map(({ article }) => article)].map(
    ({ outlet }) => outlet,
  );
  expect(outlets.sort()).toEqual(['Reed Herald', 'saltmarsh.example']);
  expect((await archive.speakers({ name: 'calder', limit: 5, ...ALL }))[0]).toMatchObject({ quotations: 1 });
  const checked = await archive.check({ text: 'We waited nine years for the clock', ...ALL });
  expect(checked.kind === 'exact' && checked.places).toHaveLength(1);
});

test('an article is found by any of its addresses', async () => {
  for (const text of [
    `${SITE}/pier`,
    `${SITE}/pier/amp`,
    'http://www.saltmarsh.example/2025/pier?gclid=9#top',
  ]) {
    const found = await archive.find({ text, limit: 5, ...ALL });
    expect(found.map(({ url }) => url)).toEqual([`${SITE}/pier`]);
  }
  expect(await archive.find({ text: `${SITE}/nothing`, limit: 5, ...ALL })).toEqual([]);
});

test('a copy in a web archive is of the outlet, and its link leads to the copy', async () => {
  const [eel] = await archive.find({ text: 'https://herald.example/eel', limit: 5, ...ALL });
  expect(eel).toMatchObject({ outlet: 'herald.example', url: ARTICLES.copy!.url });
});

test('a build that finds all as it was does nothing, and nothing is missing', async () => {
  expect(await buildIndex(settings)).toMatchObject({ articles: 8, embedded: 0, problems: [] });
  expect((await verifyIndex(settings, () => {})).findings).toEqual([]);
  rmSync(join(settings.CORPUS_DIR, 'pier-0.md'));
  expect(await buildIndex(settings)).toMatchObject({ articles: 8, removed: 0, problems: [] });
  const [next] = await archive.find({ text: `${SITE}/pier`, limit: 5, ...ALL });
  expect(next?.file).toMatch(/^pier-[1-5]\.md$/);
});
