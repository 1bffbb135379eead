// A quotation or claim as it is compared with the archive: its words, and where an ellipsis leaves some out. Pure.
import { readTopic, type Topic } from '../question/question.ts';
import { fold } from '../text/fold.ts';
import { ordinary, ordinaryText } from '../text/ordinary.ts';
import { sentences } from '../text/sentences.ts';
import { collapse, words, wordsInSteps } from '../text/words.ts';
import type { Span } from '../types.ts';

/** A longer text is refused: nobody quotes so much, and time stays bounded. */
export const MAX_CLAIM_LENGTH = 8_000;
/** Words of one phrase that is looked up: so many in a row are rarely met by chance. */
const PHRASE_WORDS = 4;
/** Phrases looked up, spread evenly over the text. */
const MAX_PHRASES = 24;

/** A word with its place in the text, as it is compared. */
export interface Word extends Span {
  /** Equal for what differs only in Unicode form, apostrophe or invisible characters. */
  key: string;
  /** Equal for what differs in case and accents too. */
  folded: string;
}

export interface Claim {
  /** What was typed, without control characters. */
  text: string;
  words: Word[];
  /** Numbers of the words before which an ellipsis stands; `words.length`: after the last one. */
  ellipses: ReadonlySet<number>;
  /** What stands between ellipses, as the keyword index has it: words with single spaces. */
  parts: string[];
  /** Runs of up to four words of the parts. */
  phrases: string[];
  sentences: number;
  /** The same text as a question: what it is about. */
  question: Topic;
}

const APOSTROPHES = /[’ʼ]/g;
const DASHES = /[−–]/g;
const PLAIN = /^[a-z]+$/;
/** "…", "...", ". . .". */
export const ELLIPSIS = /…|\.(?:\s?\.){2,}/u;
/**
 * What carries meaning: words with their apostrophes ("isn’t"), figures with their separators and sign ("-3,400.5"),
 * currencies and per cent; "[T]he" is one word. Quotation marks, dashes, spaces and other punctuation are not compared.
 */
const WORD = new RegExp(
  [
    // The sign of a figure, and "[T]" before "he".
    String.raw`(?:(?<![\p{L}\p{N}])[-−–](?=\p{N}))?(?:\[\p{L}\](?=\p{L}))?`,
    String.raw`[\p{L}\p{M}\p{N}]+`,
    // "’t", ",400"
    String.raw`(?:['’ʼ](?=\p{L})[\p{L}\p{M}]+|(?<=\p{N})[.,:](?=\p{N})\p{N}+)*`,
    String.raw`|[\p{Sc}%‰°]`,
  ].join(''),
  'gu',
);
const MARKS = new RegExp(`${WORD.source}|(?<ellipsis>${ELLIPSIS.source})`, 'gu');

/** Reads what a person typed; `words` is empty when it holds nothing that can be compared. */
export function readClaim(typed: string): Claim {
  const text = collapse(typed.toWellFormed().replace(/\p{Cc}+/gu, ' '));
  if (text.length > MAX_CLAIM_LENGTH) return { ...readClaim(''), text };
  const parts = indexed(text)
    .split(new RegExp(ELLIPSIS, 'u'))
    .map(words)
    .filter((part) => part.length > 0);
  const found: Word[] = [];
  const ellipses = new Set<number>();
  const { text: plain, startOf, endOf } = ordinaryText(text);
  for (const { 0: mark, index, groups } of plain.matchAll(MARKS)) {
    if (groups!.ellipsis) ellipses.add(found.length);
    else found.push(...asWord(mark, { start: startOf(index), end: endOf(index + mark.length) }));
  }
  return {
    text,
    words: found,
    ellipses,
    parts: parts.map((part) => part.join(' ')),
    phrases: phrasesOf(parts),
    sentences: sentences(text).length,
    question: readTopic(indexed(text)),
  };
}

/** As it is looked up: letters in their common form, "[T]he" as one word. */
const indexed = (text: string): string => ordinary(text).replace(/\[(\p{L})\](?=\p{L})/gu, '$1');

/** A quick look, in steps, that spares most articles a slow one: false only where the claim does not stand word for word. */
export function* mayHold({ parts }: Claim, text: string): Generator<undefined, boolean> {
  const held = (yield* wordsInSteps(text)).join(' ');
  return parts.every((part) => held.includes(part));
}

/** The words of whole sentences in order; none spans two, even where these are glued together. */
export const wordsOf = (text: string, span: Span): Word[] =>
  sentences(text.slice(span.start, span.end)).flatMap(({ start, end }) =>
    wordsFrom(text.slice(span.start + start, span.start + end), span.start + start),
  );

function wordsFrom(sentence: string, at: number): Word[] {
  const { text, startOf, endOf } = ordinaryText(sentence);
  return [...text.matchAll(WORD)].flatMap(({ 0: written, index }) =>
    asWord(written, { start: at + startOf(index), end: at + endOf(index + written.length) }),
  );
}

function asWord(written: string, place: Span): Word[] {
  if (PLAIN.test(written)) return [{ ...place, key: written, folded: written }];
  const key = written
    .replace(/[[\]]/g, '')
    .replace(/[^\x00-\x7f]/gu, (character) => character.normalize('NFKC'))
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-');
  const folded = fold(key);
  return folded === '' ? [] : [{ ...place, key, folded }];
}

/** Phrases of each part, as many as tell where the text stands. */
function phrasesOf(parts: readonly string[][]): string[] {
  const phrases = [...new Set(parts.flatMap(runs))];
  // One word alone, beside longer phrases, finds all and nothing.
  const telling = phrases.some((phrase) => phrase.includes(' '))
    ? phrases.filter((phrase) => phrase.includes(' '))
    : phrases;
  const step = Math.max(1, telling.length / MAX_PHRASES);
  return Array.from(
    { length: Math.min(telling.length, MAX_PHRASES) },
    (_, i) => telling[Math.floor(i * step)]!,
  );
}

/** Runs of four words from first to last; the last run begins early enough to be whole. */
function runs(part: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < part.length; at += PHRASE_WORDS) {
    const start = Math.max(0, Math.min(at, part.length - PHRASE_WORDS));
    found.push(part.slice(start, start + PHRASE_WORDS).join(' '));
  }
  return found;
}
