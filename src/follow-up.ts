// An earlier question and a short one that leans on it -> the questions to ask, with what was carried over. Pure.
// Wrong carrying is worse than none: a question that can stand alone is never changed.
import { askedSource, askedSpeaker, type AskedSpeaker } from './asked-speaker.ts';
import { blank, readDates } from './dates.ts';
import { MEN, WOMEN } from './first-names.ts';
import { mayBe } from './introduction.ts';
import { readQuestion, readTopic } from './question.ts';
import { collapse, stem, words } from './text.ts';

/** What was taken over from the earlier question, in words for the person. */
export interface Carried {
  what: 'person' | 'topic' | 'question';
  text: string;
}

/** One way to read the later question. */
export interface Reading {
  question: string;
  carried: Carried[];
  /** Stems that the answer has to hold, or the reading is not what was meant; empty when every answer will do. */
  holding: string[];
}

/** Words that may stand before a pronoun without being what it stands for. */
const OPENING = new Set(
  `and but so then also ok okay what when where why how who whom which else did does do has have had was were is are will would
  could should can about of to for from in that much many long often according s`.split(/\s+/),
);
const PRONOUN = /\b(he|she|they|him|her|his|hers|them|their|theirs)\b(?:[’']s\b)?/i;
const POSSESSIVE = /^(?:his|their)$/i;
const THEY = /\b(?:they|them|their|theirs)\b/i;
const PERSONAL = /\b(?:he|she|him|her|his|hers)\b/i;
const FEMALE = /^(?:she|her|hers)$/i;
const MALE = /^(?:he|him|his)$/i;
/** Asks for the person alone. */
const WHO_IS = /^\W*(?:(?:and|but|so)\s+)?who(?:\s+(?:is|was|are|were)|[’']s)\s+(?:he|she|they)\W*$/i;
/** Stands for a thing, or for what was said. */
const THING = /\b(?:it|its|that|this|those|these)\b/i;
/** "And …?", "What about …?": all of it may be the thing that is new. */
const ELLIPSIS = /^(?:(?:and|but|so|ok|okay)[\s,]+)?(?:(?:what|how) about|about|and)\s+/i;
const JOINING = /^(?:and|but|so|ok|okay|also)[\s,]+(?=\p{L})/iu;
const END = /[\s?!.…]+$/;
/** A later question with more content words than this says itself what it is about. */
const FEW_WORDS = 1;
/** "Lena Brandt" after a common first name. */
const FULL_NAME = /\b(\p{Lu}[\p{L}’-]+)(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}’-]+)+/gu;

/**
 * The ways to read a question that follows another, the fullest first; the last one is always worth asking.
 * @param earlier the question that was answered before, as it was asked
 * @param asOf the day that "last week" is counted from, `YYYY-MM-DD`
 */
export function followUp(earlier: string, later: string, asOf: string): Reading[] {
  const alone: Reading = { question: later, carried: [], holding: [] };
  if (earlier.trim() === '') return [alone];
  const period = otherPeriod(earlier, later, asOf);
  if (period) return [period];
  const spoken = otherSubject(earlier, later);
  if (spoken) return [spoken];
  const person = withPerson(earlier, later);
  const isSomebodyElse = !person && PERSONAL.test(later);
  const topic =
    WHO_IS.test(later) || isSomebodyElse ? null : withTopic(earlier, person ?? alone, later, asOf);
  // "Why did he say that?", "When did they start?": without the earlier topic anything would answer it.
  if (topic && (topic.holding.length === 0 || (!person && isOpenEnded(later)))) return [topic];
  return [...(topic ? [topic] : []), person ?? alone];
}

/** A word stands in it for what only the earlier question tells. */
function isOpenEnded(text: string): boolean {
  const they = THEY.exec(text);
  return THING.test(text) || (they !== null && isOpening(text.slice(0, they.index)));
}

/** "And in July?": the earlier question, of other days. */
function otherPeriod(earlier: string, later: string, asOf: string): Reading | null {
  const { words: content, period } = readQuestion(later, asOf);
  const dates = readDates(later, asOf);
  if (!period || content.length > 0 || dates.length !== 1) return null;
  const opening = blank(later, dates[0]!).replace(
    /\b(?:in|on|since|after|before|until|during|from)\b/gi,
    ' ',
  );
  if (!isOpening(opening)) return null;
  const days = collapse(later.replace(ELLIPSIS, '').replace(END, ''));
  const rest = readDates(earlier, asOf).reduce(blank, earlier).replace(END, '');
  const frame = collapse(rest).replace(/\s+(?:in|on|since|after|before|until|during|from)$/i, '');
  return { question: `${frame} ${days}?`, carried: [{ what: 'question', text: frame }], holding: [] };
}

/** "And about the ferry?" after "What did the mayor say about the bridge?"; "And Aalders?" asks for somebody else's words. */
function otherSubject(earlier: string, later: string): Reading | null {
  const subject = ELLIPSIS.test(later) ? collapse(later.replace(ELLIPSIS, '').replace(END, '')) : '';
  const asked = askedSpeaker(earlier);
  const who = asked && surfaceOf(asked, earlier);
  if (!subject || !who || PRONOUN.test(subject) || subject.split(' ').length > 4 || isClause(subject))
    return null;
  const about = /\b(?:about|on|regarding)\s+\S/i.exec(earlier);
  if (!about) return null;
  const isPerson = isFullName(subject) && !/\babout\b/i.test(later);
  const head = earlier.slice(0, about.index);
  const question = isPerson ? earlier.replace(who, () => subject) : `${collapse(head)} about ${subject}?`;
  const carried: Carried = isPerson
    ? { what: 'topic', text: collapse(earlier.slice(about.index)).replace(END, '') }
    : { what: 'person', text: who };
  return { question, carried: [carried], holding: [] };
}

const isOpening = (text: string): boolean => words(text).every((word) => OPENING.has(word));

const isClause = (text: string): boolean =>
  /^(?:what|when|where|why|how|who|which|did|does|do|is|are|was|were|will)\b/i.test(text);

/** "And what did he say about Niger?": the person of the earlier question in place of the pronoun. */
function withPerson(earlier: string, later: string): Reading | null {
  const found = PRONOUN.exec(later);
  // What stands before the pronoun may be what it stands for.
  if (!found || !isOpening(later.slice(0, found.index))) return null;
  const pronoun = found[1]!;
  const who = personOf(earlier);
  if (!who || !agrees(pronoun, who)) return null;
  const after = later.slice(found.index + found[0].length);
  // "In her new book, Ines Okafor said what?": it stands for who comes later.
  if (words(later.slice(0, found.index)).length < 2 && after.includes(',')) return null;
  const isPossessive = POSSESSIVE.test(pronoun) || (/^her$/i.test(pronoun) && /^\s+\p{L}/u.test(after));
  const name = isPossessive ? `${who}’s` : who;
  const question = opened(later.slice(0, found.index) + name + after);
  return { question, carried: [{ what: 'person', text: who }], holding: [] };
}

/** "And when did it open?": what the earlier question was about, beside what the new one adds. */
function withTopic(earlier: string, reading: Reading, later: string, asOf: string): Reading | null {
  const named = askedSpeaker(later)?.stems;
  const own = readTopic(later).words.filter((word) => !named?.has(stem(word)));
  const leans = reading.carried.length > 0 || isOpenEnded(later) || JOINING.test(later);
  if (!leans || own.length > FEW_WORDS) return null;
  const asked = askedSpeaker(earlier) ?? askedSource(earlier);
  const topic = readTopic(readDates(earlier, asOf).reduce(blank, earlier)).words.filter(
    (word) => !asked?.stems.has(stem(word)) && !own.includes(word),
  );
  if (topic.length === 0) return null;
  // As it was written, for a name is known by its capital.
  const text = topic.map((word) => wholeWord(earlier, escaped(word)) ?? word).join(' ');
  return {
    question: `${opened(reading.question).replace(END, '')} (on ${text})?`,
    carried: [...reading.carried, { what: 'topic', text }],
    holding: own.map(stem),
  };
}

/** Whoever the earlier question asks about, as it is written there: nobody when it may be one of two. */
function personOf(question: string): string | null {
  const asked = askedSpeaker(question) ?? askedSource(question);
  if (asked) return surfaceOf(asked, question);
  const names = [...question.matchAll(FULL_NAME)].map(([name]) => name).filter(isFullName);
  return names.length === 1 ? names[0]! : null;
}

const isFullName = (text: string): boolean => {
  const [first = '', ...rest] = text.split(' ');
  return (
    rest.length > 0 && (MEN.has(first) || WOMEN.has(first)) && rest.every((word) => /^\p{Lu}/u.test(word))
  );
};

/** The words of the question that name the speaker: "Lena Brandt", "the mayor of Pellowick". */
function surfaceOf({ names, role, country }: AskedSpeaker, question: string): string | null {
  const parts = names.length > 0 ? names : role;
  if (parts.length === 0) return country ? wholeWord(question, country.name) : null;
  const form = `${names.length > 0 ? '' : "(?:the\\s+)?(?:\\S+[’']s?\\s+)?"}${parts.map(escaped).join("[\\s.’'-]+")}`;
  return wholeWord(question, form);
}

const wholeWord = (text: string, form: string): string | null =>
  new RegExp(`(?<![\\p{L}\\p{N}])${form}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.[0] ?? null;

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function agrees(pronoun: string, who: string): boolean {
  if (FEMALE.test(pronoun)) return mayBe(who, true);
  return MALE.test(pronoun) ? mayBe(who, false) : true;
}

/** Without the "and" that joined it to what went before. */
function opened(question: string): string {
  const rest = question.replace(JOINING, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
