// Articles as vaults keep them: quotes read as the page reads, and a sentence copied from the page is found word for word.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import type { Settings } from '../../src/config.ts';
import { missingReasonOf } from '../support/english.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const front = (name: string, title: string) =>
  `---\ntitle: "${title}"\nurl: https://gazette.example/${name}\npublished: 2025-06-12\n---\n`;

const VAULT: Record<string, string> = {
  'clippings/lantern.md': `${front('lantern', 'Lantern of Gull Head to be sold')}
# Lantern of Gull Head to be sold

![The lantern at dusk](lantern.jpg)
*The lantern at dusk. Photograph: T. Ewer*

The [[Harbour Trust|Trust]] will **sell the lantern** of [Gull Head](https://gazette.example/tag/gull-head) to
a museum in [[Merrin]] in September, after ==ninety years==.[^1] %%check the month%%

> [!quote]- Words of the keeper
> “We cannot feed [£48,000 a year](https://trust.example/a_b.pdf) to a lamp that nobody sees,” said *Runa
> Ewer*, the keeper. ^keeper

## What the fishermen of Merrin say

- The lantern burns ~~fifty~~ forty litres of oil a night.
- “Two boats need it, and one of them is mine,” said Olaf Brandt, a crabber.

| Lantern | Lit |
| --- | --- |
| Gull Head | 1935 |

[^1]: It was lit on 3 June 1935 by the bishop of Merrin.
`,
  'content/news/ropes.md': `${front('ropes', 'Calder &amp; Daughters sold')}
{{< figure src="rope.jpg" caption="The ropewalk in winter." >}}

Calder &amp; Daughters, the rope makers, were sold for &pound;4.1m on Friday{{< ref "x" >}}.

{{% notice note %}}
&ldquo;It&#8217;s a good home for the rope,&rdquo; said Nell Calder.
{{% /notice %}}

<blockquote><p>The <b>ropewalk</b> will stay where it is until <br>the lease ends in May 2031.</p></blockquote>
`,
  '_posts/2025-06-12-polder.md': `${front('polder', 'Dikes of Aller')}
{% include ad.html %}
The polder at Aller was drained by a wind-
mill that the govern-
ment bought in 1931, a well-
known bargain.
{: .lead}

The council\\'s harbour desk said it had \\$20,000 set aside &amp; would meet on Friday.

<!-- more -->

{% comment %}The mill is to burn down.{% endcomment %}
`,
  'mail/weir.txt': `date 2025-06-12 https://gazette.example/weir

Weir at Ash Mill to come down

The weir at Ash Mill, which has held back the river Tarn since 1741, will
be taken down stone by stone from the second week of August, the rivers
board decided on Monday night after a debate that went on for more than
four hours.

“Eels have not passed this place in my lifetime or in my grandfather’s,
and they will pass it next spring,” said Signe Lund, who chairs the board.
`,
};

let archive: Archive;
let settings: Settings;
beforeAll(async () => {
  const corpus = temporaryFolder();
  for (const [file, content] of Object.entries(VAULT)) {
    mkdirSync(dirname(join(corpus, file)), { recursive: true });
    writeFileSync(join(corpus, file), content);
  }
  settings = settingsOf({ CORPUS_DIR: corpus });
  expect(await buildIndex(settings)).toMatchObject({ articles: 4, problems: [] });
  archive = await openArchive(settings);
});
afterAll(() => archive.close());

const check = (text: string) => archive.check({ text, outlets: null });

describe('a sentence copied from the page is exact:', () => {
  test.each([
    'The Trust will sell the lantern of Gull Head to a museum in Merrin in September, after ninety years.',
    '“We cannot feed £48,000 a year to a lamp that nobody sees,” said Runa Ewer, the keeper.',
    '“Two boats need it, and one of them is mine,” said Olaf Brandt, a crabber.',
    'It was lit on 3 June 1935 by the bishop of Merrin.',
    'Calder & Daughters, the rope makers, were sold for £4.1m on Friday.',
    "It's a good home for the rope",
    'The polder at Aller was drained by a windmill that the government bought in 1931, a well-known bargain.',
    "The council's harbour desk said it had $20,000 set aside & would meet on Friday.",
    'The weir at Ash Mill, which has held back the river Tarn since 1741, will be taken down stone by stone from the second week of August, the rivers board decided on Monday night after a debate that went on for more than four hours.',
    '“Eels have not passed this place in my lifetime or in my grandfather’s, and they will pass it next spring,” said Signe Lund, who chairs the board.',
  ])('%s', async (text) => {
    const found = await check(text);
    expect(found.kind).toBe('exact');
    expect(found.places[0]!.text).toContain(text.slice(-12));
  });
});

test.each([
  [
    'When will the lantern of Gull Head be sold?',
    /^The Trust will sell the lantern of Gull Head to a museum in Merrin in September, after ninety years\./,
  ],
  [
    'How much does the lamp cost a year?',
    /“We cannot feed £48,000 a year to a lamp that nobody sees,” said Runa Ewer, the keeper\.$/,
  ],
  [
    'What did Olaf Brandt say?',
    /^“Two boats need it, and one of them is mine,” said Olaf Brandt, a crabber\.$/,
  ],
  [
    'What drained the polder at Aller?',
    /^The polder at Aller was drained by a windmill that the government bought in 1931, a well-known bargain\./,
  ],
  [
    'When will the weir at Ash Mill be taken down?',
    /from the second week of August, the rivers board decided .* four hours\./,
  ],
  [
    'For how much were the rope makers sold?',
    /^Calder & Daughters, the rope makers, were sold for £4\.1m on Friday\./,
  ],
])('"%s" is answered in the words of the page', async (question, text) => {
  const { quotes } = await archive.ask({ question, outlets: null });
  expect(quotes[0]?.text).toMatch(text);
  expect(decodeURIComponent(quotes[0]!.link!.split(':~:text=')[1]!)).not.toMatch(/[*[\]\\]|&amp;|\n/);
});

test('no heading, caption or word struck out is quoted', async () => {
  const questions = [
    'What do the fishermen of Merrin say?',
    'What is the lantern at dusk?',
    'How many litres of oil does the lantern burn a night?',
  ];
  for (const question of questions) {
    const { quotes, nearest } = await archive.ask({ question, outlets: null });
    const texts = [...quotes, ...nearest].map(({ text }) => text).join('\n');
    expect(texts).not.toMatch(/What the fishermen|at dusk|Photograph|fifty|ropewalk in winter/);
  }
});

test.each([
  ['Lantern of Gull Head to be sold', 'headline', /stands in a headline/],
  ['What the fishermen of Merrin say', 'heading', /is a heading within the article/],
  ['Words of the keeper', 'heading', /is a heading within the article/],
  ['The ropewalk in winter.', 'caption', /goes with a picture/],
])('"%s" does not count as said', async (text, kind, reason) => {
  const found = await check(text);
  if (found.kind === 'near') return expect(found.noSentence).toMatchObject({ kind });
  expect(found).toMatchObject({ kind: 'not found', cause: { kind } });
  expect(found.kind === 'not found' && missingReasonOf(found)).toMatch(reason);
});

test('a title is shown with its entities decoded', async () => {
  const [found] = await archive.find({ text: 'Daughters', outlets: null, limit: 5 });
  expect(found?.title).toBe('Calder & Daughters sold');
});

test('verify compares each text with its file', async () => {
  expect((await verifyIndex(settings, () => {})).findings).toEqual([]);
});
