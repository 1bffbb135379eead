// Who said a quote: the person or body that its sentences, or those beside them, name with a verb of saying.
// A wrong name is worse than none: where two are named, or a "he" may be either of two, there is none.
import { hear, type Heard } from './hearing.ts';
import { introduce, mayBe, personOfRole } from './introduction.ts';
import { subjectOfSentence, type Who } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { isBody, type Name } from './speaker-names.ts';
import { COMPANY_NOUNS, OUTLET_NOUNS, STATE_WORDS } from './speaker-words.ts';
import type { Span } from './types.ts';

/** Paragraphs read before a quote: "he" and "the paper" are not named further up. */
const PARAGRAPHS_BEFORE = 4;
/** Paragraphs read beyond a quote: the next one asked for is often there. */
const PARAGRAPHS_AFTER = 3;
/** Sentences back to whoever a pronoun stands for. */
const MAX_STEPS = 6;
/** Fewer mentions make no company that an article is about. */
const MIN_MENTIONS = 3;
/** "The minister added.": a sentence that is no more than an attribution. */
const MAX_TAG_WORDS = 5;

/** Somebody found; "nobody" when somebody speaks who stays unnamed, null when nobody speaks. */
type Found = Name | 'nobody' | null;

/** Sentences that follow each other in a text, with what is found out about them on the way. */
export interface Reading {
  text: string;
  heard: readonly Heard[];
  found: Map<number, Found>;
  introduced: Map<string, string | null>;
}

const readingOf = (text: string, start: number, end: number): Reading => ({
  text,
  heard: hear(text, start, end),
  found: new Map(),
  introduced: new Map(),
});

/** A whole text, for finding many speakers in it. */
export const readSpeech = (text: string): Reading => readingOf(text, 0, text.length);

/** The latest part of a text that was read: the candidates of a question are of few passages. */
let latest: (Reading & Span) | undefined;

/**
 * The speaker of a quote, with full name and role where the article gives them, or null: also when its sentences are
 * said by different people.
 * @param text the article's text
 * @param quote whole sentences of it
 */
export function speakerOf(text: string, quote: Span): string | null {
  const start = paragraphsBefore(text, quote.start);
  const end = paragraphsAfter(text, quote.end, 0);
  if (latest?.text !== text || latest.start > start || latest.end < end) {
    const further = paragraphsAfter(text, quote.end, PARAGRAPHS_AFTER);
    latest = { ...readingOf(text, start, further), start, end: further };
  }
  return speakerIn(latest, quote);
}

/** Whoever says all that is said in a span of sentences, as `speakerOf` gives it. */
export function speakerIn(reading: Reading, span: Span): string | null {
  let speaker: Name | null = null;
  for (let i = firstWithin(reading.heard, span); i < reading.heard.length; i++) {
    if (reading.heard[i]!.end > span.end) break;
    const found = ofSentence(reading, i);
    if (found === null) continue;
    if (found === 'nobody' || (speaker && !sameName(speaker, found))) return null;
    speaker = fuller(speaker, found);
  }
  return speaker && inFull(reading, speaker);
}

/** Index of the first sentence that starts in a span, by halving: a text has many. */
export function firstWithin(heard: readonly Heard[], span: Span): number {
  let [low, high] = [0, heard.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heard[middle]!.start < span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function paragraphsBefore(text: string, from: number): number {
  let at = text.lastIndexOf('\n', from - 1) + 1;
  for (let left = PARAGRAPHS_BEFORE; left > 0 && at > 0;) {
    const before = text.lastIndexOf('\n', at - 2) + 1;
    if (text.slice(before, at).trim() !== '') left--;
    at = before;
  }
  return at;
}

function paragraphsAfter(text: string, from: number, count: number): number {
  let at = lineEnd(text, from);
  for (let left = count; left > 0 && at < text.length;) {
    const after = lineEnd(text, at + 1);
    if (text.slice(at, after).trim() !== '') left--;
    at = after;
  }
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The speaker of one sentence. */
function ofSentence(reading: Reading, at: number): Found {
  const known = reading.found.get(at);
  if (known !== undefined) return known;
  const { who, quoted } = reading.heard[at]!;
  const found = who.length > 0 ? ofAttributions(reading, at) : quoted ? besides(reading, at) : null;
  reading.found.set(at, found);
  return found;
}

/** The one whom all attributions of a sentence name; whoever is unnamed beside a name does not count. */
function ofAttributions(reading: Reading, at: number): Found {
  let speaker: Name | null = null;
  for (const who of reading.heard[at]!.who) {
    if (speaker && who.kind !== 'name') continue;
    const found = resolve(reading, at, who);
    if (found === null || found === 'nobody') continue;
    if (speaker && !sameName(speaker, found)) return 'nobody';
    speaker = fuller(speaker, found);
  }
  return speaker ?? 'nobody';
}

/** A quotation without attribution has that of the sentences it goes on from, or of the one that it ends in. */
function besides({ heard, ...reading }: Reading, at: number): Found {
  let first = at;
  while (first > 0 && heard[first]!.joint !== 'paragraph' && heard[first]!.quoted) first--;
  const opening = heard[first]!;
  if (!opening.quoted) return opening.who.length > 0 ? ofSentence({ heard, ...reading }, first) : null;
  let last = at;
  while (heard[last + 1]?.quoted && heard[last + 1]!.joint !== 'paragraph') last++;
  const closing = heard[last + 1];
  if (
    closing &&
    closing.joint !== 'paragraph' &&
    closing.who.length > 0 &&
    (heard[last]!.unfinished || isTag(closing))
  )
    return ofSentence({ heard, ...reading }, last + 1);
  // "He went on:", and a quotation that goes on in the next paragraph.
  const before = heard[first - 1];
  const leadsOn = before && (before.unfinished || before.masked.endsWith(':'));
  return leadsOn ? ofSentence({ heard, ...reading }, first - 1) : null;
}

const isTag = ({ masked, quoted }: Heard): boolean => !quoted && masked.split(/\s+/).length <= MAX_TAG_WORDS;

function resolve(reading: Reading, at: number, who: Who): Found {
  switch (who.kind) {
    case 'name':
      return who.name;
    case 'pronoun':
      return personBefore(reading, at, who.female);
    case 'role':
      return personOfRole(reading.text.slice(0, reading.heard[at]!.end), who.words);
    case 'body':
      return bodyBefore(reading, at, who.noun);
    case 'nobody':
      return 'nobody';
  }
}

/** The person whom the sentences before quote, or are about, unless the sentence itself is about somebody else. */
function personBefore(reading: Reading, at: number, female: boolean): Found {
  const own = topicOf(reading.heard[at]!);
  const before = lastPerson(reading, at, female);
  if (!own || own.body || before === null || before === 'nobody' || sameName(own, before)) return before;
  return inFull(reading, own)?.includes(' ') ? null : before;
}

function lastPerson(reading: Reading, at: number, female: boolean): Found {
  for (let i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
    const before = reading.heard[i]!;
    if (before.heading) return null;
    const speaks = before.who.some((who) => who.kind !== 'nobody' || !who.thing);
    const found = speaks ? ofSentence(reading, i) : topicOf(before);
    if (found === 'nobody' || (!speaks && SECOND_SUBJECT.test(before.masked))) return null;
    if (!found || found.body || isBody(found.name)) continue;
    const full = inFull(reading, found);
    if (full !== null && (speaks || full.includes(' '))) return mayBe(full, female) ? found : null;
  }
  return null;
}

/** A clause about somebody else. */
const SECOND_SUBJECT = /[,;] (?:and|but|while|as|so) \p{Lu}/u;

function topicOf(sentence: Heard): Name | null {
  const who = subjectOfSentence(sentence.masked);
  return who?.kind === 'name' ? who.name : null;
}

/** The body that the sentences before quote, or are about: the last for "it" and "the paper", else one of that noun. */
function bodyBefore(reading: Reading, at: number, noun: string): Found {
  for (let i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
    const before = reading.heard[i]!;
    if (before.heading) return null;
    const found = before.who.length > 0 ? ofSentence(reading, i) : topicOf(before);
    if (found === 'nobody') return null;
    if (found === null) continue;
    if (COMPANY_NOUNS.has(noun)) return isCompany(reading, found) ? { ...found, body: true } : null;
    if (noun === 'it' || OUTLET_NOUNS.has(noun)) return found.body ? found : null;
    if (found.body && wordsOf(found).includes(noun)) return found;
  }
  return null;
}

const wordsOf = ({ name }: Name): string[] => name.toLowerCase().split(' ');

/** "Quay Lines", "Ikea": no person of a longer name, no place, and nothing of the state. */
const isCompany = (reading: Reading, name: Name): boolean =>
  name.role === '' &&
  reading.text.split(name.name).length > MIN_MENTIONS &&
  !isPlace(name.name) &&
  !wordsOf(name).some((word) => STATE_WORDS.has(word)) &&
  (name.body || inFull(reading, name) === name.name);

function inFull({ text, introduced }: Reading, name: Name): string | null {
  const key = `${name.role}|${name.name}`;
  if (!introduced.has(key)) introduced.set(key, introduce(text, name));
  return introduced.get(key)!;
}

/** One name is the other or ends it: "Peskov" and "Dmitry Peskov". */
const sameName = (a: Name, b: Name): boolean =>
  ` ${a.name}`.endsWith(` ${b.name}`) || ` ${b.name}`.endsWith(` ${a.name}`);

const lengthOf = ({ name, role }: Name): number => name.length + role.length;
const fuller = (a: Name | null, b: Name): Name => (a && lengthOf(a) >= lengthOf(b) ? a : b);
