// What an earlier question is about: whose words it asks for, whom it names, its topic, and the same question of another. Pure.
import { askedSource, askedSpeaker, type AskedSpeaker } from '../asked-speaker.ts';
import { blank, readDates } from '../dates.ts';
import { isSomebody, isUnlistedName, personNamed, unlistedNamesIn } from './persons.ts';
import { readTopic } from '../question.ts';
import { PREPOSITIONS } from '../../speakers/speaker-words.ts';
import { literally } from '../../text/patterns.ts';
import { collapse, stem, stemSet, words } from '../../text/words.ts';
import { ENGLISH, type Phrases } from './phrases.ts';
import type { Span } from '../../types.ts';
import { withoutEnd } from '../../text/ends.ts';

export interface EarlierQuestion {
  /** As it was asked, without what ends it. */
  text: string;
  /** Whose words it asks for, as it is written there, or null. */
  speaker: string | null;
  /** Stems of the speaker and the verb: not what the question is about. */
  speakerStems: ReadonlySet<string>;
  phrases: Phrases;
  asOf: string;
}

const END = /[\s?!.…]/;
/** "… (on harbour bridge)": what was carried into it from before. */
const CARRIED = /\((?:on|zu|о) (?<topic>[^()]*)\)$/u;
const AUXILIARY = /(?:did|does|do|will|would|can|could|should|has|have|had|may|might)\s*$/i;
export const withoutQuestionMark = (text: string): string => collapse(withoutEnd(text, END));

export function readEarlier(typed: string, phrases: Phrases, asOf: string): EarlierQuestion {
  const text = withoutQuestionMark(typed);
  const asked = phrases === ENGLISH ? askedSpeaker(typed) : null;
  const speaker = (asked && surfaceOf(asked, text)) ?? speakerIn(text, phrases);
  const speakerStems = new Set([...(asked?.stems ?? []), ...stemSet(speaker ?? '')]);
  return { text, speaker, speakerStems, phrases, asOf };
}

/** Of whatever kind it is: "the fishermen", who are no speaker of the archive's index. */
const speakerIn = (text: string, { speech }: Phrases): string | null =>
  speech.map((form) => form.exec(text)?.groups?.who).find(Boolean) ?? null;

/** Whom "he", "she" or "they" may stand for, as it is written there: nobody when it may be one of two. */
export function personIn({ text, speaker, phrases }: EarlierQuestion): string | null {
  if (speaker) return speaker === phrases.others ? null : speaker;
  const source = phrases === ENGLISH ? askedSource(text) : null;
  if (source) return surfaceOf(source, text);
  return personNamed(text);
}

/** The same question of somebody else; its topic is carried. */
export function askedOf(earlier: EarlierQuestion, somebody: string): { question: string; topic: string } {
  const { text, speaker } = earlier;
  const about = aboutIn(earlier);
  const topic = about ? text.slice(about.start, about.end) : topicWords(earlier, []).join(' ');
  return { question: `${text.replace(speaker!, () => somebody)}?`, topic: topic.replace(/[()]/g, '') };
}

/** The same speaker on something else. */
export function askedAbout(earlier: EarlierQuestion, phrase: string): string {
  const { text } = earlier;
  const about = aboutIn(earlier);
  if (!about) return `${text.replace(CARRIED, '').trim()} ${phrase}?`;
  const head = collapse(text.slice(0, about.start)).replace(/\($/, '').trim();
  return `${head} ${phrase}${text.slice(about.end).replace(/^\)/, '')}?`;
}

/** Where a question for somebody's words says on what: with its preposition, up to a verb behind it. */
function aboutIn({ text, speaker, phrases }: EarlierQuestion): Span | null {
  const from = text.indexOf(speaker!) + speaker!.length;
  const prepositions = phrases.about.source.replace(/^\^/, '(?<![\\p{L}\\p{N}])');
  const found = new RegExp(prepositions, 'iu').exec(text.slice(from));
  if (!found) return null;
  const start = from + found.index;
  const verb = phrases.closing?.exec(text.slice(start));
  return { start, end: verb ? start + verb.index : text.length };
}

/**
 * The one name, or the one "the …", of the earlier question with another in its place; null where it is not clear which.
 * @param isLast of several "the …" the last one gives way
 */
export function withOther({ text }: EarlierQuestion, subject: string, isLast: boolean): string | null {
  const bare = text.replace(CARRIED, '').trim();
  const names = unlistedNamesIn(bare);
  if (isUnlistedName(subject) && names.length === 1) return `${bare.replace(names[0]!, () => subject)}?`;
  const places = [...bare.matchAll(/(?<![\p{L}\p{N}])the (?=[\p{L}\p{N}])/giu)];
  const place = places.at(-1);
  if (!/^the /i.test(subject) || !place || (places.length > 1 && !isLast)) return null;
  const [before, rest] = [bare.slice(0, place.index), bare.slice(place.index + place[0].length)];
  const phrase = nounPhrase(rest, before);
  // Of people it is not asked what is asked of things: "How many came to the ship?", "And the traders?"
  if (!phrase || isSomebody(subject, '') !== isSomebody(`the ${phrase}`, '')) return null;
  return `${before}${subject}${rest.slice(phrase.length)}?`;
}

/** The words behind "the" that are its noun: up to a preposition, without the verb that an auxiliary before it announces. */
function nounPhrase(rest: string, before: string): string | null {
  const all = rest.trim().split(' ');
  const end = all.findIndex((word) => PREPOSITIONS.has(word.toLowerCase()));
  const phrase = end < 0 ? all : all.slice(0, end);
  if (AUXILIARY.test(before)) phrase.pop();
  else if (/(?:is|are|was|were)\s*$/i.test(before) && phrase.length > 1) return null;
  return phrase.length === 0 ? null : phrase.join(' ');
}

/**
 * What the earlier question is about, as it was written, for a name is known by its capital.
 * @param own words that the later question has itself; with any, what came from before the earlier question is enough
 */
export function topicWords(earlier: EarlierQuestion, own: readonly string[], withSpeaker = false): string[] {
  const { text, speakerStems, phrases, asOf } = earlier;
  const before = own.length > 0 ? CARRIED.exec(text)?.groups?.topic : undefined;
  const read = before ?? text;
  const dateless = phrases === ENGLISH && !withSpeaker ? readDates(read, asOf).reduce(blank, read) : read;
  const source = phrases === ENGLISH ? askedSource(text)?.stems : undefined;
  return contentIn(dateless, phrases)
    .filter((word) => withSpeaker || !(speakerStems.has(stem(word)) || source?.has(stem(word))))
    .filter((word) => !own.includes(word))
    .map((word) => wholeWord(text, literally(word)) ?? asWritten(text, word));
}

/** Words that carry meaning, in lower case without accents. */
export const contentIn = (text: string, { stop }: Phrases): string[] =>
  readTopic(text).words.filter((word) => !stop.has(word));

/** `words` are without accents: "brucke" is written "Brücke". */
const asWritten = (text: string, word: string): string =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).find((each) => words(each)[0] === word) ?? word;

/** The words of the question that name the speaker: "Lena Brandt", "the mayor of Pellowick". */
function surfaceOf({ names, role, country }: AskedSpeaker, question: string): string | null {
  const parts = names.length > 0 ? names : role;
  if (parts.length === 0) return country ? wholeWord(question, country.name) : null;
  const form = `${names.length > 0 ? '' : "(?:the\\s+)?(?:\\S+[’']s?\\s+)?"}${parts.map(literally).join("[\\s.’'-]+")}`;
  return wholeWord(question, form);
}

const wholeWord = (text: string, form: string): string | null =>
  new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? null;
