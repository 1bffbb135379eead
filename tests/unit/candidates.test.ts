// Which spans of an article may be quoted: whole sentences that stand alone.
import { describe, expect, test } from 'vitest';
import { candidatesIn, type Candidate } from '../../src/search/candidates.ts';
import { quoteSpan } from '../../src/search/quote-span.ts';
import type { RerankedHit } from '../../src/search/rerank.ts';
import { MAX_QUOTE_WORDS } from '../../src/text/words.ts';
import type { Article } from '../../src/types.ts';

const article = (text: string) =>
  ({ id: 'a', title: 'The ferry', text, unquotable: [] as Article['unquotable'] }) as Article;

const spanOf = ({ foundIn, parts, at }: Candidate) => quoteSpan(foundIn.article.text, parts, at);

function spans(text: string, start = 0, end = text.length): string[] {
  const hit = { passage: { id: 1, articleId: 'a', start, end } };
  const foundIn = { hit, article: article(text), title: new Set(['ferri']) } as unknown as RerankedHit;
  return candidatesIn(foundIn).map((candidate) => spanOf(candidate).text);
}

const long = (words: number, opening: string) => `${opening} ${'word '.repeat(words - 2)}end.`;

test('a sentence that opens with "He" takes in the sentence that says who, even from the passage before', () => {
  const text = 'Alec Dunmorrow sails the ferry. He has done so for 19 years.';
  const start = text.indexOf('He has');
  expect(spans(text, start)).toEqual([text]);
});

test('growing backward ends at a sentence that stands alone', () => {
  const text = [long(30, 'Ines'), long(22, 'He'), long(22, 'Petra')].join(' ');
  const last = spans(text).at(-1)!;
  expect(last.startsWith('Petra')).toBe(true);
});

test('what cannot stand alone, because who it is does not fit in, is marked', () => {
  const text = [long(50, 'Ines'), long(20, 'He')].join(' ');
  const hit = { passage: { id: 1, articleId: 'a', start: 0, end: text.length } };
  const foundIn = { hit, article: article(text), title: new Set() } as unknown as RerankedHit;
  expect(candidatesIn(foundIn).map((candidate) => spanOf(candidate).dependent)).toEqual([false, true]);
});

test('no caption, advert or heading is taken in as a neighbour', () => {
  const text =
    'The ferry sails at noon on weekdays. Ann Lee/AP Passengers wait at the slip.\n\nRead more: The slip.\n\nIt costs nothing for islanders.\n\nFares\n\nChildren go free all year round.';
  for (const span of spans(text).filter((each) => /noon|islanders|Children/.test(each)))
    expect(span).not.toMatch(/AP|Read more|Fares/);
});

test('no quote runs over a glued joint, or beyond the longest quote', () => {
  const text = `${long(25, 'Ines')}The council met on Friday at the town hall. ${long(30, 'Petra')} ${long(30, 'Colm')}`;
  for (const span of spans(text)) {
    expect(span).not.toMatch(/end\.The/);
    expect(span.split(/\s+/).length).toBeLessThanOrEqual(MAX_QUOTE_WORDS);
  }
});

describe('No quote begins or ends with', () => {
  const around = 'The ferry of Pellowick sails at noon.';
  const after = 'It is the oldest boat of the island, and nobody knows who built it.';

  test.each([
    ['a question that is a heading', 'Who built the ferry?'],
    ['a link with all that it says', 'Harbour bridge:What the delay means. These are the days.'],
    ['a heading in capitals', 'WHO BUILT THE FERRY?'],
    ['the title of the next section', 'The boat nobody built'],
    ['a link to another story', 'READ MORE: Why the ferry is late.'],
    ['a related story', 'Related: The ferry is late again.'],
    ['a caption', 'Passengers wait at the slip. (Photo by Ann Lee)'],
    ['a byline', 'By Ann Lee and Tom Ray'],
    ['the names of those who helped', 'Ann Lee contributed to this report.'],
  ])('%s', (_, line) => {
    for (const span of spans(`${around}\n\n${line}\n\n${after}`).filter((each) => /noon|oldest/.test(each)))
      expect([around, after]).toContain(span);
  });

  test('a dateline, while the sentence after it is whole', () => {
    expect(spans('PELLOWICK (AP) — The ferry sails at noon on Mondays.')).toEqual([
      'The ferry sails at noon on Mondays.',
    ]);
  });
});

describe('A quote', () => {
  test('has who "she" is, where a quotation does not say so', () => {
    const who = long(20, 'Petra');
    const said = `“The ${'word '.repeat(16)}end,” she said.`;
    expect(spans(`${who} ${said}`).at(-1)).toBe(`${who} ${said}`);
    const named = `“The ${'word '.repeat(30)}end,” Petra Lanyon said.`;
    expect(spans(`${who} ${named}`).at(-1)).toBe(named);
  });

  test('has who "he" is, where a day stands before the word', () => {
    const text = `${long(30, 'Alec')} In March 2019, he ${'word '.repeat(15)}end.`;
    expect(spans(text).at(-1)).toBe(text);
  });

  test('has one neighbour where both are read at a glance, first the one before it in its paragraph', () => {
    const [one, two, three] = [long(12, 'Ines'), long(12, 'Petra'), long(12, 'Colm')];
    expect(spans(`${one} ${two} ${three}`)[1]).toBe(`${one} ${two}`);
    expect(spans(`${one}\n\n${two}\n\n${three}`)[1]).toBe(`${two}\n\n${three}`);
    expect(spans(`${one}\n\n${two}`)[1]).toBe(`${one}\n\n${two}`);
  });

  test('is no longer than 50 words unless its own sentence is, or says "he"', () => {
    const [one, two] = [long(31, 'Ines'), long(20, 'Petra')];
    expect(spans(`${one} ${two}`)).toEqual([one, two]);
    expect(
      spans(`${long(35, 'Ines')} ${long(20, 'He')}`)
        .at(-1)!
        .split(' '),
    ).toHaveLength(55);
  });
});
