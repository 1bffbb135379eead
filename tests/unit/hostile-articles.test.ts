// Articles made to hold Attest up: whatever stands in one, reading it takes time in proportion to its length.
// Each text took minutes, or ended in an exception, before it was listed here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readFields } from '../../src/corpus/article-formats.ts';
import { readMarkdown } from '../../src/corpus/markdown.ts';
import { readPlainText } from '../../src/corpus/plain-text.ts';
import { candidatesIn } from '../../src/search/candidates.ts';
import { readClaim } from '../../src/check/claim.ts';
import { comparable, literalMatches } from '../../src/check/claim-match.ts';
import { quotationsOf } from '../../src/speakers/quotations.ts';
import type { RerankedHit } from '../../src/search/rerank.ts';
import { statements } from '../../src/text/sentences.ts';
import { blockQuote, escapeText, shorten } from '../../src/discord/views/markdown.ts';
import { fileName } from '../../src/import/file-name.ts';
import { fold } from '../../src/text/fold.ts';
import { ordinaryText } from '../../src/text/ordinary.ts';
import { words } from '../../src/text/words.ts';
import { quoteLink } from '../../src/text/text-fragment.ts';
import type { Article } from '../../src/types.ts';
import { fairMs } from '../support/fair-clock.ts';
import { EXAMPLE } from '../support/project.ts';

/** Long enough that time which grows with the square is plain to see. */
const LENGTH = 120_000;
/** So many times as long as for prose, at most: on a slow machine that takes longer, too. */
const MOST_TIMES = 30;

const endless = (piece: string, length = LENGTH): string => piece.repeat(Math.ceil(length / piece.length));

/** The same with another name in each piece: "Aaa", "Aab". */
const endlessNames = (piece: (name: string) => string, length = LENGTH): string => {
  const pieces: string[] = [];
  for (let i = 0, size = 0; size < length; i++) {
    const letters = i
      .toString(26)
      .padStart(3, '0')
      .replace(/./g, (digit) => (10 + parseInt(digit, 26)).toString(36));
    pieces.push(piece(`${letters[0]!.toUpperCase()}${letters.slice(1)}`));
    size += pieces.at(-1)!.length;
  }
  return pieces.join('');
};

const SENTENCES: Record<string, string> = {
  'single marks that open': endless("'a "),
  'single marks and genitives': endless("'a's "),
  'guillemets that may open': endless('»a '),
  'joints like those of a stray headline': endless('xThe '),
  'a quotation that never ends': `“${endless('Aa. ', 2 * LENGTH)}`,
};

const SPEAKERS: Record<string, string> = {
  'quotation after quotation': endless('“Aa.” '),
  'a mayor who is never named': endless('The mayor said that it is. '),
  'a mayor who is named again and again': endless('Mayor Ann Lee left. The mayor said that it is. '),
  'one word of capitals': `${endless('A')}\n“We will do all of it now,” Bakers said.`,
  'one line of one name': `${endless('Ann Lee left ')}\n“We will do all of it now,” Lee said.`,
  'verbs of saying behind much space': endless(`It${' '.repeat(700)}${'x said '.repeat(100)}. `),
  'space before parentheses': endless(`It (x)${' '.repeat(700)}(y${' said'.repeat(140)}. `),
};

const NAMES: Record<string, string> = {
  'a transcript of many speakers': endlessNames((name) => `${name}: Yes, we do.\n${name}: Yes, we will.\n`),
  'a transcript of one speaker': endless('Calder: Yes, we will.\n'),
  'speakers of many names': endlessNames((name) => `${name} said that it is so. `),
  'speakers of one last name': endlessNames((name) => `Mayor ${name} Calder said that it is so. `),
  'companies of many names': endlessNames((name) => `${name} Lines said that it is. The company said so. `),
  'many roles': endlessNames((name) => `The ${name.toLowerCase()}ler said that it is so. `),
  'many names in one sentence': `${endlessNames((name) => `Ines ${name} and `)} left. He said so.`,
};

const BODIES: Record<string, string> = {
  'spaces between words': `a${endless(' ', 90_000)}b c`,
  'brackets that open': endless('[[['),
  'brackets that close': `${endless('[')}${endless(']')}`,
  'links that are not closed': endless('[a](x'),
  'a title of a link that is not closed': `[a]: x "${endless('b\n')}`,
  'comments of Obsidian that are not closed': endless('a %%b '),
  'comments of Jekyll that are not closed': endless('{% comment %}'),
  'meanings in meanings': `${endless(': ')}a`,
  'notes in notes': `${endless('[^a]: ')}a`,
  'comments that are not closed': endless('a <!-- '),
  'shortcodes that are not closed': endless('{{< '),
  'tags that are not closed': endless('{% '),
  'emphasis that is not closed': endless('*a **a '),
  'block quotes in each other': `${endless('>')}a`,
  'lines of block quotes in each other': endless(`${'> '.repeat(200)}a\n`),
  'lists in each other': `${endless('- ')}a`,
  'blank lines': `a\n${endless('\n')}b`,
  spaces: `a${endless(' ')}b`,
  footnotes: endless('[^a]: b\n'),
  'rows of a table': `| a | b |\n| - | - |\n${endless('| c | d |\n')}`,
  'elements in each other': endless('<div>\n', 5 * LENGTH),
  'lines that end in a hyphen': endless('wind-\nmill '),
};

const examples = readdirSync(EXAMPLE).filter((file) => file.endsWith('.txt'));
const PROSE = endless(examples.map((file) => readFileSync(join(EXAMPLE, file), 'utf8')).join('\n\n'));

let proseMs: number;
beforeAll(() => void (proseMs = fairMs(() => quotationsOf(PROSE))));

const expectQuick = (work: () => unknown) => expect(fairMs(work)).toBeLessThan(MOST_TIMES * proseMs);

describe('takes time in proportion to its length to read', () => {
  test.each(Object.entries(SENTENCES))('%s', (_, text) => {
    expectQuick(() => statements(text));
  });
  test.each(Object.entries({ ...SPEAKERS, ...NAMES }))('%s', (_, text) => {
    expectQuick(() => quotationsOf(text));
  });
  test('one word that a claim consists of, again and again', () => {
    const compared = comparable({ text: endless('a ') } as Article);
    expectQuick(() => literalMatches(readClaim('a'), compared));
  });
  test('one word that is a whole article, in a link', () => {
    const text = `One two three ${endless('Ab-')}.`;
    expectQuick(() => quoteLink('https://gazette.example/a', text, { start: 0, end: text.length }));
  });
});

describe('takes time in proportion to its length to be shown', () => {
  beforeAll(() => void readMarkdown(PROSE, 0));
  test.each(Object.entries(BODIES))('%s', (_, body) => {
    expectQuick(() => readMarkdown(body, 0));
    expectQuick(() => readPlainText(body, 0));
  });
});

describe('takes time in proportion to its length to be written for Discord, and to be compared', () => {
  test.each<[string, string]>([
    ['blank lines', `a${endless('\n')}b`],
    ['blank lines with space in them', `a${endless('\n \t')}b`],
    ['spaces', `a${endless(' ')}b`],
    ['figures without an end', endless('1')],
    ['mixed marks on one letter', `a${endless('\u0301\u0323\u0302\u0331')}`],
    ['marks of headings', endless('#')],
    ['parts of a syllable', endless('\u1100')],
  ])('%s', (_, text) => {
    for (const work of [
      escapeText,
      blockQuote,
      (all: string) => shorten(all, 100),
      fold,
      words,
      ordinaryText,
    ])
      expectQuick(() => work(text));
    expectQuick(() => fileName('2025-01-01', text));
  });
});

test('a sentence of few words that are endless is no quote', () => {
  const text = `The ferry runs again. It carries ${endless('Ab-')} daily.`;
  const hit = { passage: { id: 1, articleId: 'a', start: 0, end: text.length } };
  const foundIn = {
    hit,
    article: { id: 'a', text, unquotable: [] },
    title: new Set(),
  } as unknown as RerankedHit;
  const found = candidatesIn(foundIn);
  expect(found.map(({ core }) => core.text.slice(0, 30))).toEqual(['The ferry runs again.']);
});

test('a role that is called like a property of every object is a role like others', () => {
  const text = 'Harbour constructor Ann Lee came.\n“We will build all of it now,” the constructor said.';
  expect(quotationsOf(text).map(({ speaker }) => speaker)).toEqual(['Harbour constructor Ann Lee']);
});

describe('a head takes time in proportion to its length to read:', () => {
  test.each<[string, string]>([
    ['a heading of space', `---\ndate: 2025-06-07\n---\n# a${endless(' ')}b`],
    ['space instead of a heading', `---\ndate: 2025-06-07\n---\n${endless(' ')}b`],
    ['a name of space', `---\na${endless(' ', 19_000)}\n---\nText.`],
    ['links of nothing', `---\nauthor: ${endless('[[', 19_000)}\n---\nText.`],
    ['marks of a template', `---\ndate: ${endless('{{', 19_000)}\n---\nText.`],
    ['lists in lists', `---\nauthor: ${endless('[', 9_000)}${endless(']', 9_000)}\n---\nText.`],
    ['lists in lists, by marks', `---\nauthor:\n  ${endless('- ', 19_000)}a\n---\nText.`],
    ['lists in lists of TOML', `+++\nauthor = ${endless('[', 9_000)}${endless(']', 9_000)}\n+++\nText.`],
    ['objects in objects', `{"author": ${endless('[', 9_000)}${endless(']', 9_000)}\n}\nText.`],
    ['a header of space', `date 2025-06-07 https://gazette.example/a\n\n${endless(' ')}`],
  ])('%s', (_, content) => {
    expectQuick(() => readFields(content, { file: 'a.md', today: '2025-10-15' }));
  });
});

test('front matter too long to be one is refused before it is read', () => {
  const fields = Array.from({ length: 50_000 }, (_, i) => `field${i}: 1`).join('\n');
  const content = `---\n${fields}\n---\nText.`;
  expectQuick(() => {
    const read = readFields(content, { file: 'a.md', today: '2025-10-15' });
    expect(read).toMatchObject({ faults: [{ cause: { kind: 'front matter too long' } }] });
  });
});
