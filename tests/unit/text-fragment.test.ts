// Text fragments, judged by a small browser: the WICG matching rules in a few lines.
import { expect, test } from 'vitest';
import { quoteLink } from '../../src/text/text-fragment.ts';
import { statements } from '../../src/text/sentences.ts';

const URL = 'https://gazette.example/a';

/** Where a browser would scroll: [start, end] of the first match of the directive in the text, or null. */
function follow(link: string, text: string): [number, number] | null {
  const parts = link
    .split(':~:text=')[1]!
    .split(',')
    .map((part) => ({
      text: decodeURIComponent(part.replace(/^-|-$/g, '')),
      prefix: part.endsWith('-'),
      suffix: part.startsWith('-'),
    }));
  const prefix = parts.find((part) => part.prefix)?.text;
  const suffix = parts.find((part) => part.suffix)?.text;
  const [first, last] = parts.filter((part) => !part.prefix && !part.suffix).map((part) => part.text);
  const spaced = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+');
  const edge = (part: string) =>
    `(?<![\\p{L}\\p{N}](?=[\\p{L}\\p{N}]))${spaced(part)}(?!(?<=[\\p{L}\\p{N}])[\\p{L}\\p{N}])`;
  const body = edge(first!) + (last === undefined ? '' : `[\\s\\S]*?${edge(last)}`);
  const pattern = `${prefix ? `(?<=${edge(prefix)}\\s*)` : ''}${body}${suffix ? `(?=\\s*${edge(suffix)})` : ''}`;
  const match = new RegExp(pattern, 'iu').exec(text);
  return match && [match.index, match.index + match[0].length];
}

function linkTo(text: string, quote: string, from = 0) {
  const start = text.indexOf(quote, from);
  const span = { start, end: start + quote.length };
  const link = quoteLink(URL, text, span);
  return { link, span, followed: follow(link, text) };
}

test('a short quote is given whole, with everything that the grammar uses encoded', () => {
  const { link } = linkTo('He said: "Well-known, R&D (and more)!"', '"Well-known, R&D (and more)!"');
  expect(link).toBe(`${URL}#:~:text=%22Well%2Dknown%2C%20R%26D%20%28and%20more%29%21%22`);
});

test('a long quote is given by its first and last words, and the link stays short', () => {
  const long = `It began in ${'a very long and winding way '.repeat(12)}before it came to an end at last.`;
  const { link, span, followed } = linkTo(`Before it. ${long} After it.`, long);
  expect(followed).toEqual([span.start, span.end]);
  expect(link.length).toBeLessThan(160);
});

test('a quote that stands twice is told apart by the words around it', () => {
  const text = 'On Monday he said it. “No comment.” On Friday she said it. “No comment.” Nobody else spoke.';
  for (const from of [0, text.lastIndexOf('“') - 1]) {
    const { span, followed } = linkTo(text, '“No comment.”', from);
    expect(followed).toEqual([span.start, span.end]);
  }
});

test('a quote within a longer word, or in other case, is not taken for the quote', () => {
  const text = 'THE END IS NIGH. Unwinding. The end is nigh. Winding.';
  const { span, followed } = linkTo(text, 'The end is nigh. Winding.');
  expect(followed).toEqual([span.start, span.end]);
});

test('a quote over two paragraphs is given as a range, since no part may cross a block', () => {
  const text = 'The council met on Friday to vote.\n\nIt voted for the plan by nine to four.';
  const { link, followed } = linkTo(text, text);
  expect(followed).toEqual([0, text.length]);
  expect(decodeURIComponent(link)).not.toContain('\n');
});

test('an address with a fragment of its own keeps it', () => {
  expect(quoteLink(`${URL}#live`, 'Short text.', { start: 0, end: 11 })).toBe(
    `${URL}#live:~:text=Short%20text.`,
  );
});

test('an address that leads to other words leads to the quote instead', () => {
  const linked = (fragment: string) => quoteLink(`${URL}${fragment}`, 'Short text.', { start: 0, end: 11 });
  for (const fragment of ['#:~:text=An%20eel', '#:~:text=a&text=b', '#:~:', '#:~:text=a:~:text=b', '#', ''])
    expect(linked(fragment)).toBe(`${URL}#:~:text=Short%20text.`);
  expect(linked('#top:~:text=An%20eel,slept')).toBe(`${URL}#top:~:text=Short%20text.`);
  expect(linked('#!/news/5')).toBe(`${URL}#!/news/5:~:text=Short%20text.`);
  expect(linked('?q=a:~:b')).toBe(`${URL}?q=a:~:b#:~:text=Short%20text.`);
  expect(linked(' two words')).toBe(`${URL}%20two%20words#:~:text=Short%20text.`);
});

test('every sentence of a text full of repetitions is found', () => {
  const text = `${'He said no. She said yes. They said nothing at all. '.repeat(4)}He left.\n\nHe said no. Then it was over.`;
  const missed = statements(text).filter(({ start, end }) => {
    const found = follow(quoteLink(URL, text, { start, end }), text);
    return !found || text.slice(...found) !== text.slice(start, end);
  });
  expect(missed).toEqual([]);
});
