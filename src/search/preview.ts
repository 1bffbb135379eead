// Previews and reports: "will meet on Friday" gives way to what is told of the meeting afterwards. Pure.
import { namesIn } from './names.ts';
import type { Ranked } from './ranking.ts';
import { daysBetween } from '../text/days.ts';
import { oneOf, oneOfWords, setOf } from '../text/patterns.ts';
import { readTopic } from '../question/question.ts';

/** Candidates that are looked at: of the later ones none is shown. */
const LOOKED_AT = 30;
/** A report whose score, a logit, is lower by more does not answer what its preview answers. */
const REPORT_WITHIN = 2.5;
/** What is foreseen has happened, or not, after so many days; a later report is of another event of the kind. */
const FORESEEN_DAYS = 120;
/** Both tell of one event that share so many names and so large a share of the preview's names and words. */
const MIN_SHARED_NAMES = 2;
const SHARED_NAMES = 0.6;
const SHARED_WORDS = 0.5;

/** What others say is theirs: only the article's own words foresee or report. */
const SPOKEN = /["“][^"”]*["”]/g;
/** What is still to come. */
const FORESEEN = new RegExp(
  oneOf(
    String.raw`\b(?:is|are|was|were|been) (?:now |also |still |all )?${oneOf('set', 'due', 'expected', 'scheduled', 'slated', 'poised', 'planned', 'planning', 'preparing', 'likely', 'about', 'going')} (?:to|for)\b`,
    String.raw`\bwill(?: (?:not|also|soon|then|likely|now))? (?!(?:have|of|to)\b)\p{Ll}+`,
    String.raw`\b(?:plans?|hopes?|intends?|aims?|prepares?) to\b`,
    String.raw`\bupcoming\b`,
    String.raw`\bahead of\b`,
  ),
  'u',
);
/** What is told as past; the verbs of saying are not, for people say what will be. */
const PAST = new RegExp(
  String.raw`\b(?!(?:said|added|announced|expected|scheduled|planned|slated|revealed|confirmed|promised|vowed|reported|warned|based|related|indeed|hundred|speed|exceed|proceed|succeed)\b)${oneOf(
    String.raw`\p{Ll}{3,}ed`,
    oneOfWords(`was were had did met took won lost made left came held began broke fell rose shook spoke sank struck hit saw gave
      went sent paid sold bought built became chose drew drove fought found got grew kept led put ran stood`),
  )}\b`,
  'u',
);
/** What was foreseen is itself asked for. */
const ASKS_OF_PLANS =
  /\b(?:expect|predict|forecast|plan|intend|hope|propos|schedul|anticipat)\p{Ll}*\b|\bsupposed to\b/iu;
const CALENDAR = setOf(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december`,
);

/** Whether a sentence tells of what is to come. */
export const isPreview = (sentence: string): boolean => FORESEEN.test(sentence.replace(SPOKEN, ' '));

/** Whether a sentence tells of what has happened, and of nothing that is to come. */
export const isReport = (sentence: string): boolean =>
  !isPreview(sentence) && PAST.test(sentence.replace(SPOKEN, ' '));

/**
 * The candidates with each report before the best preview of the same event: a later article that tells of it in the past,
 * about as good an answer, with the same names and words. All others keep their order; so do all of a question that asks
 * what was planned or expected.
 * @param ranked the best first
 * @param question as it is asked
 */
export function reportsFirst(ranked: readonly Ranked[], question: string): Ranked[] {
  const order = [...ranked];
  if (ASKS_OF_PLANS.test(question)) return order;
  for (let at = 0; at < Math.min(order.length, LOOKED_AT); at++) {
    const preview = order[at]!;
    if (!isPreview(preview.core.text)) continue;
    const later = order.slice(at + 1, LOOKED_AT).find((other) => isReportOf(preview, other));
    if (!later) continue;
    order.splice(order.indexOf(later), 1);
    order.splice(at, 0, later);
    // The preview stands behind its report now, and is not looked at again.
    at++;
  }
  return order;
}

function isReportOf(preview: Ranked, other: Ranked): boolean {
  const days = daysBetween(preview.foundIn.article.published, other.foundIn.article.published);
  return (
    days > 0 &&
    days <= FORESEEN_DAYS &&
    preview.score - other.score <= REPORT_WITHIN &&
    isReport(other.core.text) &&
    ofOneEvent(preview.core.text, other.core.text)
  );
}

function ofOneEvent(preview: string, report: string): boolean {
  const names = new Set(
    namesIn(preview).filter((word) => !CALENDAR.has(word) && readTopic(word).words.length > 0),
  );
  const others = new Set(namesIn(report));
  const sharedNames = [...names].filter((name) => others.has(name)).length;
  const stems = readTopic(preview).stems.filter((word) => !CALENDAR.has(word));
  const otherStems = new Set(readTopic(report).stems);
  const sharedWords = stems.filter((word) => otherStems.has(word)).length;
  return (
    sharedNames >= MIN_SHARED_NAMES &&
    sharedNames / names.size >= SHARED_NAMES &&
    sharedWords / stems.length >= SHARED_WORDS
  );
}
