// Who speaks in the sentences of a text: whoever they, or those beside them, name with a verb of saying. Pure.
// A wrong name is worse than none: where two are named, or a "he" may be either of two, there is none.
import { hear, type Heard } from './masked-sentences.ts';
import { bearersOf, introduce, mayBe, personOfRole, type Bearer } from './introduction.ts';
import { subjectOfSentence, type Who } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { isBody, type Name } from './speaker-names.ts';
import { COMPANY_NOUNS, OUTLET_NOUNS, STATE_WORDS } from './speaker-words.ts';
import { firstAfter } from '../text/words.ts';
import type { Span } from '../types.ts';

/** Sentences back to whoever a pronoun stands for. */
const MAX_STEPS = 6;
/** Fewer mentions make no company that an article is about. */
const MIN_MENTIONS = 3;
/** "The minister added.": a sentence that is no more than an attribution. */
const MAX_TAG_WORDS = 5;

/** Somebody found; "nobody" when somebody speaks who stays unnamed, null when nobody speaks. */
type Found = Name | 'nobody' | null;

/** Sentences that follow each other in a text, with what is found out about them on the way. */
export interface Speech {
  text: string;
  heard: readonly Heard[];
  /** By number of the sentence. */
  found: Map<number, Found>;
  /** Names in full, by role and name. */
  introduced: Map<string, string | null>;
  /** By noun of their role. */
  bearers: Map<string, Bearer[]>;
}

/** The sentences from `start` to `end`, which are line ends of the text. */
export const speechOf = (text: string, start: number, end: number): Speech => ({
  text,
  heard: hear(text, start, end),
  found: new Map(),
  introduced: new Map(),
  bearers: new Map(),
});

/** Whoever says all that is said in a span of sentences, as `speakerOf` gives it. */
export function speakerIn(speech: Speech, span: Span): string | null {
  let speaker: Name | null = null;
  for (let i = firstAfter(speech.heard, span.start); i < speech.heard.length; i++) {
    if (speech.heard[i]!.end > span.end) break;
    const found = ofSentence(speech, i);
    if (found === null) continue;
    if (found === 'nobody' || (speaker && !sameName(speaker, found))) return null;
    speaker = fuller(speaker, found);
  }
  return speaker && inFull(speech, speaker);
}

/** The speaker of one sentence. */
function ofSentence(speech: Speech, at: number): Found {
  const known = speech.found.get(at);
  if (known !== undefined) return known;
  const { who, quoted } = speech.heard[at]!;
  const found = who.length > 0 ? ofAttributions(speech, at) : quoted ? besides(speech, at) : null;
  speech.found.set(at, found);
  return found;
}

/** The one whom all attributions of a sentence name; whoever is unnamed beside a name does not count. */
function ofAttributions(speech: Speech, at: number): Found {
  let speaker: Name | null = null;
  for (const who of speech.heard[at]!.who) {
    if (speaker && who.kind !== 'name') continue;
    const found = resolve(speech, at, who);
    if (found === null || found === 'nobody') continue;
    if (speaker && !sameName(speaker, found)) return 'nobody';
    speaker = fuller(speaker, found);
  }
  return speaker ?? 'nobody';
}

/**
 * A quotation without attribution has that of the sentence it goes on from, or of the one that it ends in. All of its
 * sentences have the same speaker, and are told so at once: there may be many.
 */
function besides(speech: Speech, at: number): Found {
  const { heard } = speech;
  const goesOn = (i: number) => heard[i]?.quoted && heard[i].joint !== 'paragraph';
  let [first, last] = [at, at];
  while (first > 0 && goesOn(first)) first--;
  while (goesOn(last + 1)) last++;
  const attributed = besideRun(speech, first, last);
  const speaker = attributed === null ? null : ofSentence(speech, attributed);
  for (let i = first; i <= last; i++) if (heard[i]!.quoted) speech.found.set(i, speaker);
  return speaker;
}

/** The sentence whose speaker says what is quoted from one sentence to another; null when there is none. */
function besideRun({ heard }: Speech, first: number, last: number): number | null {
  const opening = heard[first]!;
  if (!opening.quoted) return opening.who.length > 0 ? first : null;
  const closing = heard[last + 1];
  const isClosed = closing && closing.joint !== 'paragraph' && closing.who.length > 0;
  if (isClosed && (heard[last]!.unfinished || isTag(closing))) return last + 1;
  // "He went on:", and a quotation that goes on in the next paragraph.
  const before = heard[first - 1];
  return before && (before.unfinished || before.masked.endsWith(':')) ? first - 1 : null;
}

const isTag = ({ masked, quoted }: Heard): boolean => !quoted && masked.split(/\s+/).length <= MAX_TAG_WORDS;

function resolve(speech: Speech, at: number, who: Who): Found {
  switch (who.kind) {
    case 'name':
      return who.name;
    case 'pronoun':
      return personBefore(speech, at, who.female);
    case 'role':
      return personOfRole(
        speech.text,
        speech.heard[at]!.end,
        who.words,
        bearersIn(speech, who.words.at(-1)!),
      );
    case 'body':
      return bodyBefore(speech, at, who.noun);
    case 'nobody':
      return 'nobody';
  }
}

function bearersIn({ text, bearers }: Speech, noun: string): Bearer[] {
  const key = noun.toLowerCase();
  const known = bearers.get(key) ?? bearersOf(text, key);
  bearers.set(key, known);
  return known;
}

/** The person whom the sentences before quote, or are about, unless the sentence itself is about somebody else. */
function personBefore(speech: Speech, at: number, female: boolean): Found {
  const own = topicOf(speech.heard[at]!);
  const before = lastPerson(speech, at, female);
  if (!own || own.body || before === null || before === 'nobody' || sameName(own, before)) return before;
  return inFull(speech, own)?.includes(' ') ? null : before;
}

function lastPerson(speech: Speech, at: number, female: boolean): Found {
  for (let i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
    const before = speech.heard[i]!;
    if (before.heading) return null;
    const speaks = before.who.some((who) => who.kind !== 'nobody' || !who.thing);
    const found = speaks ? ofSentence(speech, i) : topicOf(before);
    if (found === 'nobody' || (!speaks && SECOND_SUBJECT.test(before.masked))) return null;
    if (!found || found.body || isBody(found.name)) continue;
    const full = inFull(speech, found);
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
function bodyBefore(speech: Speech, at: number, noun: string): Found {
  for (let i = at - 1; i >= Math.max(0, at - MAX_STEPS); i--) {
    const before = speech.heard[i]!;
    if (before.heading) return null;
    const found = before.who.length > 0 ? ofSentence(speech, i) : topicOf(before);
    if (found === 'nobody') return null;
    if (found === null) continue;
    if (COMPANY_NOUNS.has(noun)) return isCompany(speech, found) ? { ...found, body: true } : null;
    if (noun === 'it' || OUTLET_NOUNS.has(noun)) return found.body ? found : null;
    if (found.body && wordsOf(found).includes(noun)) return found;
  }
  return null;
}

const wordsOf = ({ name }: Name): string[] => name.toLowerCase().split(' ');

/** "Quay Lines", "Ikea": no person of a longer name, no place, and nothing of the state. */
const isCompany = (speech: Speech, name: Name): boolean =>
  name.role === '' &&
  speech.text.split(name.name).length > MIN_MENTIONS &&
  !isPlace(name.name) &&
  !wordsOf(name).some((word) => STATE_WORDS.has(word)) &&
  (name.body || inFull(speech, name) === name.name);

function inFull({ text, introduced }: Speech, name: Name): string | null {
  const key = `${name.role}|${name.name}`;
  if (!introduced.has(key)) introduced.set(key, introduce(text, name));
  return introduced.get(key)!;
}

/** One name is the other or ends it: "Peskov" and "Dmitry Peskov". */
const sameName = (a: Name, b: Name): boolean =>
  ` ${a.name}`.endsWith(` ${b.name}`) || ` ${b.name}`.endsWith(` ${a.name}`);

const lengthOf = ({ name, role }: Name): number => name.length + role.length;
const fuller = (a: Name | null, b: Name): Name => (a && lengthOf(a) >= lengthOf(b) ? a : b);
