// Sentences of plain text, with offsets, and statements: the sentences of one quotation taken together. Pure.
// This is own code because news dumps glue sentences ("…on Monday.Andriy Yermak…") and because a quotation of several
// must be known as one; no library does either.
import { isAbbreviation, STARTERS, TITLES } from './abbreviations.ts';
import { ordinaryText } from './ordinary.ts';
import { oneOfWords, setOf } from './patterns.ts';
import { curly, withWholeMarks } from './quotation-marks.ts';
import { countWords, MAX_QUOTE_WORDS } from './words.ts';
import type { Span } from '../types.ts';

export interface Sentence extends Span {
  /** How it is joined to the sentence before: by a space, across a paragraph break, or glued. */
  joint: 'space' | 'paragraph' | 'glued';
  /** A quotation mark is still open at its end: the quotation goes on in the next sentence. */
  open: boolean;
}

/** A stray headline has at least so many words of four letters and more, and so large a share in capitals. */
const MIN_HEADLINE_WORDS = 3;
const MIN_CAPITALISED = 0.75;
const LONG_WORD_LETTERS = 4;
const LONG_WORD = /[\p{L}’']{4,}/gu;
/** Where a headline may be glued to a sentence: "Left Out|The Coastal Office". */
const HEADLINE_JOINT = /(?<=\p{Ll})(?=\p{Lu}\p{Ll}*[\s.])/gu;

/** With the marks that close behind it. */
const TERMINATOR = /[.!?…]+[”’)\]»]*/g;
const OPENER = /[\s([—–/-]/;
const SENTENCE_START =
  /^(?:[\p{Lu}\p{N}"“‘'([«—–$£€¥#@]|\p{Extended_Pictographic}|https?:|\p{Ll}\p{Lu}\p{Ll}|(?:van|von|de|al|el)[ -](?:(?:der|den|de|la) )?\p{Lu})/u;
const GLUED_END = /(?:\p{Ll}{2}|\d|\p{Lu}{2}|[)”"’%]|\p{L}\.\p{Ll})$/u;
/** A web or mail address that goes on after its dot: "www.TheTown.org", "Ann.Lee@town.gov". */
const ADDRESS = /@|www\.|:\/\//;
const GLUED_START = /^(?:["“‘]\p{Lu}|\p{Lu}[\p{Ll}’']|[AI] )/u;

/** Names that end with a mark: "Yahoo! Finance". */
const EXCLAIMED = setOf('yahoo jeopardy joomla wham oklahoma oliver');
/**
 * The sentences of a text, in order, without surrounding white space. A line break ends a sentence;
 * so does a terminator without a space before a new sentence ("said.The").
 */
export const sentences = (text: string): Sentence[] => [...eachSentence(text)];

/** The same, each when it is asked for. */
function* eachSentence(text: string): Generator<Sentence> {
  const { text: read, startOf, endOf } = ordinaryText(text);
  for (const each of sentencesOf(curly(read)))
    yield withWholeMarks(
      text,
      read === text ? each : { ...each, start: startOf(each.start), end: endOf(each.end) },
    );
}

function* sentencesOf(text: string): Generator<Sentence> {
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (line.trim()) yield* splitLine(text, line, index);
  }
}

function* splitLine(text: string, line: string, lineStart: number): Generator<Sentence> {
  const lineEnd = lineStart + line.length;
  let start = lineStart;
  let joint: Sentence['joint'] = 'paragraph';
  let marks = lineStart;
  let open = false;
  const sentence = (from: number, to: number, joint: Sentence['joint']): Sentence[] => {
    const span = trimmed(text, from, to);
    return span.start < span.end ? [{ ...span, joint, open }] : [];
  };
  const upTo = (end: number): Sentence[] => {
    const headline = headlineEnd(text, start, end);
    if (headline === null) return sentence(start, end, joint);
    return [...sentence(start, headline, joint), ...sentence(headline, end, 'glued')];
  };
  for (const { 0: terminator, index } of line.matchAll(TERMINATOR)) {
    const dot = lineStart + index;
    const before = quotationOpen(text, marks, dot, open);
    const stop = straightCloser(text, dot + terminator.length, lineEnd, before);
    open = quotationOpen(text, dot, stop, before);
    marks = stop;
    const boundary = boundaryAt(text, dot, stop, lineEnd);
    if (!boundary) continue;
    yield* upTo(stop);
    [start, joint] = [stop, boundary];
  }
  open = false;
  yield* upTo(lineEnd);
}

/** Where a stray headline ends that is glued to a sentence ("Left OutThe Coastal Office, which …"), or null. */
function headlineEnd(text: string, start: number, end: number): number | null {
  const inside = text.slice(start, end);
  const joints = [...inside.matchAll(HEADLINE_JOINT)].map(({ index }) => index);
  const likely = joints.filter((joint) => startsSentence(inside, joint));
  const words = likely.length > 0 ? [...inside.matchAll(LONG_WORD)] : [];
  let [long, capitalised] = [0, 0];
  for (const joint of likely) {
    for (; long < words.length && words[long]!.index + LONG_WORD_LETTERS <= joint; long++)
      capitalised += Number(/^\p{Lu}/u.test(words[long]![0]));
    if (long >= MIN_HEADLINE_WORDS && capitalised / long >= MIN_CAPITALISED) return start + joint;
  }
  return null;
}

/** A word that usually starts sentences, or a title: "McFall" and "YouTube" are names. */
function startsSentence(text: string, at: number): boolean {
  const word = text.slice(at, at + 16);
  return STARTERS.test(word) || TITLES.has(/^\p{L}+(?=\.)/u.exec(word)?.[0].toLowerCase() ?? '');
}

/** A straight mark closes when a quotation is open, or when nothing that it could open follows. */
function straightCloser(text: string, at: number, lineEnd: number, open: boolean): number {
  if (text[at] !== '"' || at >= lineEnd) return at;
  const next = text[at + 1];
  return open || next === undefined || /\s/.test(next) ? at + 1 : at;
}

/** Whether a quotation is open at `end`, given whether one was at `from`. */
function quotationOpen(text: string, from: number, end: number, open: boolean): boolean {
  for (let i = from; i < end; i++) {
    const mark = text[i];
    if (mark === '“') open = true;
    else if (mark === '”') open = false;
    else if (mark === '"') open = opens(text, i) || !(open || /\s/.test(text[i + 1] ?? ' '));
  }
  return open;
}

const opens = (text: string, at: number): boolean => at === 0 || OPENER.test(text[at - 1]!);

/** How the text after a terminator starts a new sentence, or null when it does not. */
function boundaryAt(text: string, dot: number, stop: number, lineEnd: number): 'space' | 'glued' | null {
  if (stop >= lineEnd) return null;
  const rest = text.slice(stop, Math.min(stop + 40, lineEnd));
  const spaced = /^\s+/.exec(rest);
  const next = spaced ? rest.slice(spaced[0].length) : rest;
  if (next === '') return null;
  if (spaced ? !SENTENCE_START.test(next) : !isGlued(text, dot, next)) return null;
  // «Нет!» — сказал он.
  if (/^[—–-] \p{Ll}/u.test(next)) return null;
  if (text[dot] === '.' && isAbbreviation(text, dot, next)) return null;
  // “I … I don’t know”, "Yahoo! Finance"
  if (text[dot] === '…' && /[^.!?…”"’)]\s$/.test(text.slice(Math.max(0, dot - 2), dot))) return null;
  if (text[dot] === '!' && isExclaimed(text, dot)) return null;
  if (spaced && isAttributed(text, dot, stop)) return null;
  return spaced ? 'space' : 'glued';
}

/** How far behind a quotation its attribution may reach, in characters. */
const ATTRIBUTION_REACH = 120;
const ATTRIBUTION = new RegExp(
  String.raw`^\s+(?:(?:\p{Lu}|\p{Ll}+[-’']\p{Lu})[\p{L}\p{M}.’'-]*\s+)(?:[\p{L}\p{M}.’'-]+\s+){0,5}?(?:${oneOfWords(
    `asked asks told shouted cried yelled wrote tweeted demanded exclaimed wondered called replied answered joked`,
  )}(?!\s+(?:[\p{L}’'-]+\s+){0,3}?(?:that|if|whether|why|how)\b)|${oneOfWords(`said says added adds`)}(?=[.,;:]|\s+(?:${oneOfWords(
    `on in at to from during after before when as with through while of and by outside inside over later last this yesterday
    today`,
  )}|\p{L}+ly|\p{Lu}\p{Ll}+day)\b))`,
  'u',
);
/** Words that an attribution does not go over: what stands before them is a sentence of its own. */
const NO_ATTRIBUTION = /[.;:!?,]\s.*\s|\b(?:was|were|is|are|had|has|who|which|that|and|but|then|nobody)\s/i;

/** “Who will pay?” Calder asked: a question or a cry does not end the sentence that says whose it is. */
function isAttributed(text: string, dot: number, stop: number): boolean {
  if (!/[!?…]/.test(text[dot]!) || !/[”"]/.test(text[stop - 1]!)) return false;
  const rest = text.slice(stop, stop + ATTRIBUTION_REACH).split('\n')[0]!;
  const attribution = ATTRIBUTION.exec(rest)?.[0];
  return (
    attribution !== undefined && !STARTERS.test(attribution.trimStart()) && !NO_ATTRIBUTION.test(attribution)
  );
}

const isExclaimed = (text: string, dot: number): boolean =>
  EXCLAIMED.has(/\p{Lu}\p{Ll}+$/u.exec(text.slice(Math.max(0, dot - 12), dot))?.[0].toLowerCase() ?? '');

/** "said.The", "2023.Peskov", "NATO.The": a word or figure, a terminator, and a capitalised word. */
function isGlued(text: string, dot: number, next: string): boolean {
  const before = /\S*$/.exec(text.slice(Math.max(0, dot - 40), dot))![0];
  const after = /^\S*/.exec(next)![0];
  return GLUED_START.test(next) && GLUED_END.test(before) && !ADDRESS.test(`${before}.${after}`);
}

function trimmed(text: string, start: number, end: number): Span {
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { start, end };
}

/**
 * Sentences, with those of one quotation taken together as long as they can be one quote: so that what is
 * said is not torn from who says it.
 */
export const statements = (text: string): Sentence[] => [...eachStatement(text)];

/** The same, each when it is asked for. */
export function* eachStatement(text: string): Generator<Sentence> {
  let run: Sentence[] = [];
  for (const sentence of eachSentence(text)) {
    if (sentence.joint === 'paragraph') {
      yield* run;
      run = [];
    }
    run.push(sentence);
    if (sentence.open) continue;
    const whole = { ...run[0]!, end: sentence.end, open: false };
    const fits = countWords(text.slice(whole.start, whole.end)) <= MAX_QUOTE_WORDS;
    yield* fits ? [whole] : run;
    run = [];
  }
  yield* run;
}
