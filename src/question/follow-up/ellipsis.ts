// What is no clause of its own: "More?", "Why?", "And in July?", "And about the ferry?" -> the earlier question in other words. Pure.
import { blank, readDates } from '../dates.ts';
import { askedAbout, askedOf, topicWords, withOther, type EarlierQuestion } from './earlier-question.ts';
import { isSomebody } from './persons.ts';
import { rewritten, withCarried, type Carried, type LaterQuestion, type Rewrite } from './later-question.ts';
import { capital, collapse, words } from '../../text/words.ts';
import { ENGLISH, type Phrases } from './phrases.ts';
import type { Span } from '../../types.ts';

/** A longer phrase is no mere name of a thing. */
const MAX_SUBJECT_WORDS = 5;
const DAY_WORDS = /\b(?:in|on|since|after|before|until|during|from)\b/gi;

/** What the earlier question becomes in the words of the later one, or null where that is a clause of its own. */
export const elliptic = (before: EarlierQuestion, later: LaterQuestion): Rewrite | null =>
  ofOthers(before, later) ?? bare(before, later) ?? otherDays(before, later) ?? otherSubject(before, later);

/** "More?", "Who else?" */
function ofOthers(before: EarlierQuestion, { text, phrases }: LaterQuestion): Rewrite | null {
  if (!phrases.more.test(text)) return null;
  const isWho = phrases.who.test(text);
  if (isWho && before.speaker) {
    const { question, topic } = askedOf(before, phrases.others);
    return rewritten(question, { what: 'topic', text: topic });
  }
  return { ...rewritten(`${before.text}?`, whole(before)), more: true };
}

/** "Why?", "How much?": the earlier question, asked otherwise. */
function bare(before: EarlierQuestion, { text, phrases }: LaterQuestion): Rewrite | null {
  if (!phrases.bare.test(text)) return null;
  const speaker = phrases.ofWords.test(text) ? before.speaker : null;
  const topic = topicWords(before, [], speaker === null).join(' ');
  const asked = speaker === null ? capital(text) : phrases.saidThat(capital(text), speaker);
  const carried: Carried[] = [];
  if (speaker !== null) carried.push({ what: 'person', text: speaker });
  if (topic) carried.push({ what: 'topic', text: topic });
  return carried.length > 0 ? rewritten(withCarried(asked, topic, phrases), ...carried) : null;
}

/** "And in July?": the earlier question, of other days. */
function otherDays(before: EarlierQuestion, later: LaterQuestion): Rewrite | null {
  const { text, phrases, asOf } = later;
  const places = daysIn(text, phrases, asOf);
  if (places.length !== 1) return null;
  const rest = blank(text, places[0]!).replace(DAY_WORDS, ' ').replace(phrases.asking, '');
  if (!words(rest).every((word) => phrases.opening.has(word))) return null;
  const days = collapse(text.replace(phrases.asking, '').replace(/^about /i, ''));
  const dateless = daysIn(before.text, phrases, asOf).reduce(blank, before.text);
  const frame = collapse(dateless).replace(/\s+(?:in|on|since|after|before|until|during|from)$/i, '');
  return rewritten(`${frame} ${days}?`, { what: 'question', text: frame });
}

const daysIn = (text: string, { days }: Phrases, asOf: string): Span[] => {
  if (!days) return readDates(text, asOf);
  const found = days.exec(text);
  return found ? [{ start: found.index, end: found.index + found[0].length }] : [];
};

/** "And about the ferry?" after "What did the mayor say about the bridge?"; "And Aalders?" asks for somebody else's words. */
function otherSubject(before: EarlierQuestion, later: LaterQuestion): Rewrite | null {
  const { text, phrases, joined, corrects, asks } = later;
  const phrase = text.replace(phrases.asking, '');
  const isAbout = phrases.about.test(phrase);
  const subject = phrase.replace(phrases.about, '');
  if (!isSubject(subject, phrases)) return null;
  const isMarked = asks || isAbout || joined || corrects;
  const isOther = !corrects && phrases.somebody?.test(subject);
  const person = !isAbout && (isOther || isSomebody(subject, before.speaker ?? ''));
  if (before.speaker) {
    if (person && (isMarked || isName(subject))) return ofSomebodyElse(before, subject);
    return isMarked ? onSomethingElse(before, phrase, subject) : null;
  }
  const other = isMarked || (person && isName(subject)) ? inPlace(before, subject, corrects) : null;
  return other ? rewritten(other, whole(before)) : null;
}

/** "And of the museum?" takes the place of what stands behind the last "of the …". */
function inPlace(before: EarlierQuestion, subject: string, corrects: boolean): string | null {
  const [, preposition, rest] = /^(of|for|to|by|from|in|at|on|with|under) (the .*)$/i.exec(subject) ?? [];
  if (!rest) return withOther(before, subject, corrects);
  const last = / (\S+) the (?!.* the )/i.exec(before.text)?.[1];
  return last?.toLowerCase() === preposition!.toLowerCase() ? withOther(before, rest, true) : null;
}

const isName = (subject: string): boolean => /^\p{Lu}\S* \p{Lu}/u.test(subject);

function ofSomebodyElse(before: EarlierQuestion, somebody: string): Rewrite {
  const { question, topic } = askedOf(before, somebody);
  return rewritten(question, topic ? { what: 'topic', text: topic } : whole(before));
}

function onSomethingElse(before: EarlierQuestion, phrase: string, subject: string): Rewrite {
  const { phrases, speaker } = before;
  if (phrases.placing.test(phrase)) return rewritten(`${before.text} ${phrase}?`, whole(before));
  const about =
    phrases.about.test(phrase) && phrases !== ENGLISH ? phrase : `${phrases.aboutWord} ${subject}`;
  return rewritten(askedAbout(before, about), { what: 'person', text: speaker! });
}

const whole = ({ text }: EarlierQuestion): Carried => ({ what: 'question', text });

/** The bare name of something or somebody: no clause, and nothing that stands for another. */
function isSubject(subject: string, { clause, pronoun, thing }: Phrases): boolean {
  const length = subject.split(' ').length;
  return (
    subject !== '' &&
    length <= MAX_SUBJECT_WORDS &&
    ![clause, pronoun, thing].some((form) => form.test(subject))
  );
}
