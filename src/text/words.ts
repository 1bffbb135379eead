// Words of plain text: as the keyword index has them, their stems, how many a reader counts. Pure.
import { stemmer } from 'stemmer';
import { fold } from './fold.ts';
import { oneOf, oneOfWords } from './patterns.ts';
import { oneForm } from './word-forms.ts';
import type { Span } from '../types.ts';

/** "U.N." and "N.A.T.O", which others write without full stops. */
const DOTTED = /(?<![\p{L}\p{M}\p{N}.])\p{L}(?:\.\p{L})+(?![\p{L}\p{M}\p{N}])/gu;

/** Initials that would be taken for the commonest words, where what stands beside them is not in capitals, too. */
const INITIALS =
  /(?<![\p{Lu}\p{N}]{2}[^\p{L}\p{N}]{1,3}|[\p{L}\p{M}\p{N}.])(?:WHO|IT|US|U\.S|I\.T|W\.H\.O)(?![\p{L}\p{M}\p{N}]|[^\p{L}\p{N}]{1,3}\p{Lu}{2})/gu;
/** Last names that are words of grammar as well; others, as March and Love, are words to look for in any case. */
const LIKE_GRAMMAR = '(?:May|More|Will)';
/** One of them as somebody's name: behind a first name, a title or a role, and before or behind what only somebody does. */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\p{M}\p{N}])${LIKE_GRAMMAR}(?![\p{L}\p{M}\p{N}]|[ ,]+\d)${oneOf(
    String.raw`(?<=(?<![\p{L}\p{N}])(?!${oneOfWords('In On By Since Until Till From During Last Next This Early Late Mid Before After Of Between And To For April')} )\p{Lu}[\p{Ll}.]+ ${LIKE_GRAMMAR})`,
    String.raw`(?<=(?<![\p{L}\p{N}])${oneOfWords('is was did does has had minister chancellor secretary mayor president spokesman spokeswoman coach')} ${LIKE_GRAMMAR})`,
    String.raw`(?=(?:[’']s)? ${oneOfWords('said says told added replied asked warned wrote is was has had did does would insisted argued denied')}(?![\p{L}\p{N}]))`,
  )}`,
  'gu',
);

/** Stands before initials and names that would be taken for other words: no word begins so. */
const IS_NAME = '0';

/**
 * The words of a text as all words are compared: folded, letters and digits with the marks that belong to them. "WHO", "IT" and "US"
 * are "0who", "0it" and "0us", however they are dotted, and somebody called "May", "More" or "Will" is
 * "0may", "0more" or "0will".
 */
export const words = (text: string): string[] =>
  fold(
    text
      .replace(INITIALS, (initials) => `${IS_NAME}${initials.replaceAll('.', '')}`)
      .replace(NAMED, (name) => `${IS_NAME}${name}`),
  )
    .replace(DOTTED, (acronym) => acronym.replaceAll('.', ''))
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Stems looked up again and again: news uses few words. Emptied when full, so that memory stays bounded. */
const STEMS = new Map<string, string>();
const MAX_STEMS = 50_000;

/** Porter stem of the one form of one of `words`, as SQLite's porter tokenizer makes it. */
export function stem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size >= MAX_STEMS) STEMS.clear();
  const form = oneForm(word);
  const made = /^[a-z0-9]{3,}$/.test(form) ? stemmer(form) : form;
  STEMS.set(word, made);
  return made;
}

/** The words of a text, each in its one form: what the keyword index is given. */
export const indexedWords = (text: string): string => words(text).map(oneForm).join(' ');

/** The words of a name, alike whether what stands beside it tells that it is one: "may" for "Thea May" and "May". */
export const nameWords = (name: string): string[] =>
  words(name).map((word) => word.replace(/^0(?=(?:may|more|will)$)/, ''));

/** The distinct words of a text. */
export const wordSet = (text: string): Set<string> => new Set(words(text));

/** The distinct stems of a text. */
export function stemSet(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of wordSet(text)) stems.add(stem(word));
  return stems;
}

/** The words of a text of any length, a piece a step. */
export function* wordsInSteps(text: string): Generator<undefined, string[]> {
  const found: string[][] = [];
  for (const piece of piecesOf(text)) {
    found.push(words(piece));
    yield;
  }
  return found.flat();
}

/** The distinct stems of one, likewise. */
export function* stemSetInSteps(text: string): Generator<undefined, Set<string>> {
  const stems = new Set<string>();
  for (const piece of piecesOf(text)) {
    for (const word of wordSet(piece)) stems.add(stem(word));
    yield;
  }
  return stems;
}

/** Characters of a piece of a long text, at the least. */
const PIECE_CHARACTERS = 20_000;

/** A text in pieces that end behind white space. */
function* piecesOf(text: string): Generator<string> {
  const space = /\s/g;
  for (let start = 0; start < text.length;) {
    space.lastIndex = start + PIECE_CHARACTERS;
    const end = space.test(text) ? space.lastIndex : text.length;
    yield text.slice(start, end);
    start = end;
  }
}

/** Number of words as a reader counts them: runs between white space. */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** White space collapsed to single spaces, ends trimmed. */
export const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text with a capital at its start. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The longest run of words that can be one quote. */
export const MAX_QUOTE_WORDS = 60;

/** No quote is longer, whatever its words: a few of them may be endless. The longest real ones have some 650 characters. */
export const MAX_QUOTE_CHARACTERS = 2000;

/**
 * Number of the first of some spans that starts at `from` or after it, by halving; their count when none does.
 * @param spans in the order of the text
 */
export function firstAfter(spans: readonly Span[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of some spans, in the order of the text and apart from each other, has a character of another span. */
export function touches(spans: readonly Span[], { start, end }: Span): boolean {
  const next = firstAfter(spans, start);
  return (spans[next]?.start ?? end) < end || (spans[next - 1]?.end ?? start) > start;
}
