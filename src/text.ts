// Words and sentences of plain text, with offsets. Pure.
// Sentences are ours because news dumps glue them ("…on Monday.Andriy Yermak…") and because a
// quotation of several sentences must be known as one; no library does either.
import { stemmer } from 'stemmer';
import type { Span } from './types.ts';

export interface Sentence extends Span {
  /** How it is joined to the sentence before: by a space, across a paragraph break, or glued. */
  joint: 'space' | 'paragraph' | 'glued';
  /** A quotation mark is still open at its end: the quotation goes on in the next sentence. */
  open: boolean;
}

/** Scripts with accents; most English news has none, and is spared the slow normalisation. */
const ACCENTED = /[\u00c0-\u1fff]/;

/** Lower-cased words without accents; the same tokens as SQLite's unicode61 tokenizer makes. */
export function words(text: string): string[] {
  const plain = ACCENTED.test(text) ? text.normalize('NFD').replace(/\p{Mn}/gu, '') : text;
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Stems looked up again and again: news uses few words. Emptied when full, so that memory stays bounded. */
const STEMS = new Map<string, string>();
const MAX_STEMS = 50_000;

/** Porter stem of one of `words`, as SQLite's porter tokenizer makes it. */
export function stem(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size >= MAX_STEMS) STEMS.clear();
  const made = /^[a-z0-9]{3,}$/.test(word) ? stemmer(word) : word;
  STEMS.set(word, made);
  return made;
}

/** The distinct stems of a text. */
export function stemSet(text: string): Set<string> {
  const stems = new Set<string>();
  for (const word of new Set(words(text))) stems.add(stem(word));
  return stems;
}

/** Number of words as a reader counts them: runs between white space. */
export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** White space collapsed to single spaces, ends trimmed. */
export const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The longest run of words that can be one quote. */
export const MAX_QUOTE_WORDS = 60;

/** A stray headline has at least so many words of four letters and more, and so large a share in capitals. */
const MIN_HEADLINE_WORDS = 3;
const MIN_CAPITALISED = 0.75;

const TERMINATOR = /[.!?…]+/y;
const CLOSERS = /[”’)\]»]*/y;
const OPENER = /[\s([—–/-]/;
const SENTENCE_START = /[\p{Lu}\p{N}"“‘'([«—–]/u;
const GLUED_END = /(?:\p{Ll}{2}|\d|\p{Lu}{2}|[)”"’%]|\p{L}\.\p{Ll})$/u;
/** A web or mail address that goes on after its dot: "www.TheTown.org", "Ann.Lee@town.gov". */
const ADDRESS = /@|www\.|:\/\//;
const GLUED_START = /^(?:["“‘]\p{Lu}|\p{Lu}[\p{Ll}’']|[AI] )/u;

/** Titles before a name: their period never ends a sentence. */
const TITLES = new Set(
  'mr mrs ms dr prof sen rep reps sens gov gen lt col sgt capt cmdr maj adm rev hon pres supt insp messrs mt ft'.split(
    ' ',
  ),
);
/** Their period ends a sentence unless a number follows. */
const BEFORE_NUMBERS = new Set(
  'no nos jan feb mar apr jun jul aug sep sept oct nov dec fig vol pp para art sec'.split(' '),
);
/** Their period ends a sentence only before a word that usually starts one. */
const ABBREVIATIONS = new Set(
  'inc corp ltd co jr sr st ave blvd rd bros vs etc cf al approx dept est univ assn u.s u.k u.n e.u d.c a.m p.m e.g i.e ph.d m.d b.a m.a l.a'.split(
    ' ',
  ),
);
const STARTERS =
  /^["“‘']?(?:The|A|An|He|She|It|They|We|I|You|In|On|At|As|But|And|However|This|That|These|Those|There|When|While|After|Before|For|If|His|Her|Its|Their|Our|Not|No|Since|With|By|From|According|Meanwhile|Earlier|Last|One|Two|Some|Many|Most|What|Who|Why|How)\b/;

/**
 * The sentences of a text, in order, without surrounding white space. A line break ends a sentence;
 * so does a terminator without a space before a new sentence ("said.The").
 */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (line[0].trim()) splitLine(text, line.index, line.index + line[0].length, found);
  }
  return found;
}

function splitLine(text: string, lineStart: number, lineEnd: number, found: Sentence[]): void {
  let start = lineStart;
  let joint: Sentence['joint'] = 'paragraph';
  let marks = lineStart;
  let open = false;
  const close = (end: number) => {
    const headline = headlineEnd(text, start, end);
    for (const [from, to, by] of headline
      ? ([
          [start, headline, joint],
          [headline, end, 'glued'],
        ] as const)
      : ([[start, end, joint]] as const)) {
      const span = trimmed(text, from, to);
      if (span.start < span.end) found.push({ ...span, joint: by, open });
    }
  };
  for (let at = lineStart; at < lineEnd;) {
    const end = terminatorEnd(text, at, lineEnd);
    if (end === null) break;
    const before = quotationOpen(text, marks, end.dot, open);
    const stop = straightCloser(text, end.stop, lineEnd, before);
    open = quotationOpen(text, end.dot, stop, before);
    marks = stop;
    const boundary = boundaryAt(text, end.dot, stop, lineEnd);
    if (boundary) {
      close(stop);
      [start, joint] = [stop, boundary];
    }
    at = stop;
  }
  open = false;
  close(lineEnd);
}

/** Where a stray headline ends that is glued to a sentence ("Left OutThe Coastal Office, which …"), or null. */
function headlineEnd(text: string, start: number, end: number): number | null {
  const inside = text.slice(start, end);
  for (const joint of inside.matchAll(/(?<=\p{Ll})(?=\p{Lu}\p{Ll}*[\s.])/gu)) {
    // "McFall" and "YouTube" are names: what follows must be a word that starts sentences, or a title.
    const after = inside.slice(joint.index, joint.index + 16);
    if (!STARTERS.test(after) && !TITLES.has(/^\p{L}+(?=\.)/u.exec(after)?.[0].toLowerCase() ?? '')) continue;
    const long = inside.slice(0, joint.index).match(/[\p{L}’']{4,}/gu) ?? [];
    const capitalised = long.filter((word) => /^\p{Lu}/u.test(word)).length;
    if (long.length >= MIN_HEADLINE_WORDS && capitalised / long.length >= MIN_CAPITALISED)
      return start + joint.index;
  }
  return null;
}

/** The next terminator at or after `from`: where it starts, and where it and its closing marks end. */
function terminatorEnd(text: string, from: number, lineEnd: number): { dot: number; stop: number } | null {
  for (let i = from; i < lineEnd; i++) {
    TERMINATOR.lastIndex = i;
    if (!TERMINATOR.test(text)) continue;
    CLOSERS.lastIndex = TERMINATOR.lastIndex;
    CLOSERS.test(text);
    return { dot: i, stop: Math.min(Math.max(CLOSERS.lastIndex, i + 1), lineEnd) };
  }
  return null;
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
  const rest = text.slice(stop, Math.min(stop + 24, lineEnd));
  const spaced = /^\s+/.exec(rest);
  const next = spaced ? rest.slice(spaced[0].length) : rest;
  if (next === '') return null;
  if (spaced ? !SENTENCE_START.test(next[0]!) : !isGlued(text, dot, next)) return null;
  if (text[dot] === '.' && isAbbreviation(text, dot, next)) return null;
  return spaced ? 'space' : 'glued';
}

/** "said.The", "2023.Peskov", "NATO.The": a word or figure, a terminator, and a capitalised word. */
function isGlued(text: string, dot: number, next: string): boolean {
  const before = /\S*$/.exec(text.slice(Math.max(0, dot - 40), dot))![0];
  const after = /^\S*/.exec(next)![0];
  return GLUED_START.test(next) && GLUED_END.test(before) && !ADDRESS.test(`${before}.${after}`);
}

function isAbbreviation(text: string, dot: number, next: string): boolean {
  const token = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, dot - 12), dot))?.[0] ?? '';
  // After a glued joint ("them.Dr. Piers", "ChairsCapt. Ines") the word is only what follows it.
  const last =
    /(?:^|\.|(?<=\p{Ll})(?=\p{Lu}))\p{L}\p{Ll}*$/u.exec(token)?.[0].replace('.', '').toLowerCase() ?? '';
  const whole = token.toLowerCase();
  if (TITLES.has(last)) return true;
  if (BEFORE_NUMBERS.has(last)) return /^\d/.test(next);
  if (ABBREVIATIONS.has(whole) || ABBREVIATIONS.has(last)) return !STARTERS.test(next);
  // "J. Smith" and "J.P. Morgan", but "Plan B. The" and "vitamin C. He"
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(token) && !STARTERS.test(next);
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
export function statements(text: string): Sentence[] {
  const merged: Sentence[] = [];
  let run: Sentence[] = [];
  for (const sentence of sentences(text)) {
    if (sentence.joint === 'paragraph') merged.push(...run.splice(0));
    run.push(sentence);
    if (sentence.open) continue;
    const whole = { ...run[0]!, end: sentence.end, open: false };
    const fits = countWords(text.slice(whole.start, whole.end)) <= MAX_QUOTE_WORDS;
    merged.push(...(fits ? [whole] : run));
    run = [];
  }
  return [...merged, ...run];
}
