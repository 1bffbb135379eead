// A question as the read path needs it: cleaned text, and the words that carry meaning. Pure.
import { askedSource, askedSpeaker, type AskedSpeaker } from './asked-speaker.ts';
import { questionKind, SEVERAL_KINDS, type QuestionKind } from './question-kind.ts';
import { spelledOut } from './chat-words.ts';
import { readPeriod } from './period.ts';
import { ordinary } from '../text/ordinary.ts';
import { oneOf, oneOfWords, setOf } from '../text/patterns.ts';
import { collapse, stem, words } from '../text/words.ts';
import type { Period } from '../types.ts';

/** Longer questions are read up to here: their topic is clear by then, and time stays bounded. */
const MAX_QUESTION_LENGTH = 1000;
/** Nothing behind so many characters of what was typed is looked at: much of it may be space. */
export const MAX_TYPED = 4 * MAX_QUESTION_LENGTH;
/** More distinct words than this tell nothing more. */
const MAX_TERMS = 40;

/** Words of asking and of grammar: they are in every article and say nothing about this one. */
const STOP_WORDS = setOf(
  `a about after again ago all also am an and any are as ask at be because been being both but by can could
  d did do does doing don done during each else ever few for from get got had has have having he her here hers him
  his how i if in into is isn it its itself just kind let like ll m many may me might more most much must my need
  no nor not now of off on once only or other our out over own please re s same say says said saying shall she
  should so some speak speaks spoke such sure t talk tell tells than that the their theirs them then there these they thing things
  think thinks this those through to told too under until up upon us ve very was wasn we well were what whats when
  where which while who whom whose why will with without wont would yet you your yours
  according anybody anyone anything article articles call called come comes describe described exactly explain find
  following give given go going happen happened happening happens know known long make makes made mean means
  mention mentioned name named news old one reported reportedly reports report show somebody someone something
  take takes took type use used want way whether
  0us actually aren basically couldn didn doesn don everybody everyone guess guys hadn hasn haven hey hi hello kinda maybe
  okay really shouldn sorta thank thanks though weren wouldn yeah yep`,
);

/** A cleaned text and the words that carry its meaning. */
export interface Topic {
  text: string;
  /** Distinct content words, in order. */
  words: string[];
  /** Their Porter stems, distinct, in order. */
  stems: string[];
}

export interface Question extends Topic {
  /** What answers it: one sentence of some kind, or several. */
  kind: QuestionKind;
  /** What to search with: the text with its words of asking spelled out, and with what was read for strange words. */
  read: string;
  /** Whose words it asks for: "What did NAME say about …?" Only what they said answers it. */
  speaker: AskedSpeaker | null;
  /** By whose account it asks: "According to NAME, how many …?" */
  source: AskedSpeaker | null;
  /** What it says of days, read as of `asOf`. */
  period: Period | null;
  asOf: string;
  /** Whether it asks about the present: an old answer may hold no longer. */
  current: boolean;
  /** Whether it asks for what came last. */
  latest: boolean;
}

/** Control, format and unassigned characters, which no question needs; those that part no word are gone before. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;

/** The present: said in so many words, or by the tense of the verb. */
const NOW = /\b(?:now|nowadays|currently|today|still|at present|at the moment)\b/;
const PRESENT = /\b(?:is|are|isn[’']t|aren[’']t|does|do)\b/i;
const PAST = /\b(?:was|were|wasn[’']t|weren[’']t|did|didn[’']t|had)\b/i;
/** Of an article, not of a thing: "the latest on the bridge", not "the latest model". */
const LATEST = new RegExp(
  oneOf(
    String.raw`\b(?:the )?(?:latest|newest|most recent)(?=${oneOf(
      String.raw` ${oneOfWords('on about news developments? reports? figures? numbers? updates? articles?')}\b`,
      String.raw`\?`,
      '$',
    )})`,
    // Asked for on some subject; "any news about when it opens" asks for a day.
    String.raw`^\W*(?:(?:hey|hi|hello|yo|so|ok|okay|and|please|pls)\b[,!]? )*(?:(?:is|are) there |have there been )?any (?:more |new |recent |further |latest )?(?:news|updates?)(?= (?:on|about|of|from|regarding) (?!${oneOfWords('when how who what where why which whether if')}\b))`,
  ),
  'gi',
);

/**
 * Reads what a person typed; `words` is empty when it holds nothing to look for.
 * @param asOf the day that "last week" is counted from, `YYYY-MM-DD`
 * @param meant the same with what was read for strange words
 * @param newest the last day of which there is anything: "in July" is the last July up to then
 */
export function readQuestion(typed: string, asOf: string, meant = typed, newest = asOf): Question {
  const text = cleaned(typed);
  const read = spelledOut(cleaned(meant));
  const { period, recent, rest, dateless } = readPeriod(read, asOf, newest);
  const withoutLatest = rest.replace(LATEST, ' ');
  const latest = withoutLatest !== rest;
  const kind = questionKind(read);
  const isList = SEVERAL_KINDS.has(kind.kind);
  // The words of a day are gone from what is left, so the kind is read once more where its words of asking matter.
  const topic = isList ? questionKind(collapse(withoutLatest)).topic : withoutLatest;
  const speaker = isList ? null : askedSpeaker(read);
  // The words of a date alone ("What happened on 2 March?") are no subject: a march is none of it. Nor are they beside whoever
  // is asked for ("What did the union say in April?"): nobody says the month.
  const subject = contentOf(dateless);
  const isOfSpeaker =
    speaker === null
      ? kind.kind === 'statement' && subject.length === 1
      : subject.every((word) => speaker.stems.has(stem(word)));
  const isDayNoWord = subject.length === 0 || (period !== null && isOfSpeaker);
  const content = isDayNoWord ? subject : contentOf(topic);
  return {
    text,
    read,
    words: content,
    stems: [...new Set(content.map(stem))],
    kind,
    speaker,
    source: askedSource(read),
    period,
    asOf,
    current: recent || latest || (period === null && inPresent(read)),
    latest,
  };
}

/** What a text is about, where no day and no speaker is asked for. */
export function readTopic(typed: string): Topic {
  const text = cleaned(typed);
  const content = contentOf(text);
  return { text, words: content, stems: [...new Set(content.map(stem))] };
}

/** As much of what was typed as is read. */
export const readable = (typed: string): string =>
  typed.length > MAX_QUESTION_LENGTH
    ? collapse(typed.slice(0, MAX_TYPED)).slice(0, MAX_QUESTION_LENGTH)
    : typed;

const cleaned = (typed: string): string =>
  collapse(ordinary(typed.slice(0, MAX_TYPED)).replace(UNPRINTABLE, ' '))
    .slice(0, MAX_QUESTION_LENGTH)
    // Half of the emoji that stood at the cut.
    .replace(/\p{Cs}$/u, '');

const contentOf = (text: string): string[] =>
  [...new Set(words(text))].filter((word) => !STOP_WORDS.has(word)).slice(0, MAX_TERMS);

const inPresent = (text: string): boolean => NOW.test(text) || (PRESENT.test(text) && !PAST.test(text));
