// What is printed for programs: facts as JSON, with the sentences about them in English, in whatever language a person is told them.
import type { Check, NoSentence } from '../check/check-types.ts';
import type { IndexState } from '../indexing/index-state.ts';
import type { Verification } from '../indexing/verify.ts';
import { abstentionReason, chosenText, evidenceText, timeNotes } from '../messages/answer-wording.ts';
import { notFoundReason } from '../messages/check-wording.ts';
import { messagesFor } from '../messages/languages.ts';
import { worded } from '../messages/told.ts';
import { damageLine } from './build-report.ts';
import { troubleLine } from './index-report.ts';
import type {
  Answer,
  AnswerEvidence,
  BuildReport,
  Contribution,
  Problem,
  Quote,
  SkippedFile,
  Source,
} from '../types.ts';

const ENGLISH = messagesFor('en');

/** The answer as others script against it; with `explain`, the hits and reasons too. */
export function answerJson(answer: Answer, explain = false) {
  const { question, readAs, didYouMean, asOf, period, kind, confidence, quotes, nearest, ms } = answer;
  return {
    question,
    readAs,
    didYouMean,
    asOf,
    period,
    kind,
    confidence: Number(confidence.toFixed(4)),
    quotes: quotes.map((quote) => quoteJson(quote, explain)),
    nearest: nearest.map((quote) => quoteJson(quote, explain)),
    ms,
    ...outcomeJson(answer),
    ...(explain ? { parts: answer.parts.map(partJson), read: answer.read, hits: answer.hits } : {}),
  };
}

function outcomeJson(answer: Answer) {
  if (answer.kind === 'abstained')
    return { reason: abstentionReason(answer.cause, answer.coverage, ENGLISH), cause: answer.cause };
  const { differing, outdated, otherYears } = answer;
  const notes = timeNotes(answer, ENGLISH);
  return {
    differing,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    ...(outdated === null ? {} : { outdated }),
    ...(otherYears === null ? {} : { otherYears }),
  };
}

const withSource = (found: NoSentence | null) => found && { ...found, article: sourceJson(found.article) };

/** The verdict as others script against it. */
export function checkJson(check: Check, explain = false) {
  const { text, kind, places, ms } = check;
  return {
    text,
    kind,
    places: places.map((place) => ({
      ...quoteJson(place, explain),
      notSaidBy: place.notSaidBy,
      difference: place.difference,
    })),
    ...(check.kind === 'exact' ? { more: check.more } : {}),
    ...(check.kind === 'near'
      ? { similarity: Number(check.similarity.toFixed(4)), noSentence: withSource(check.noSentence) }
      : {}),
    ...(check.kind === 'not found'
      ? {
          nearest: check.nearest.map((quote) => quoteJson(quote, explain)),
          reason: notFoundReason(check, ENGLISH),
          cause: 'article' in check.cause ? withSource(check.cause) : check.cause,
        }
      : {}),
    ms,
  };
}

/** What a build did, with its problems. */
export const reportJson = (report: BuildReport) => ({
  ...report,
  damages: report.damages.map((damage) => damageLine(damage, ENGLISH)),
  problems: report.problems.map(problemJson),
  skipped: report.skipped.map(skippedJson),
});

export function problemJson({ file, line, cause }: Problem) {
  const [message, remedy] = worded(ENGLISH.problem, cause);
  return { file, line, message, remedy, cause };
}

function skippedJson({ file, cause }: SkippedFile) {
  const [message, remedy] = worded(ENGLISH.skip, cause);
  return { file, message, remedy, cause };
}

/** What the index holds, and the state it is in. */
export const stateJson = ({ coverage, troubles, problems, skipped, passedOver, ...index }: IndexState) => ({
  ...coverage,
  problems: problems.map(problemJson),
  skipped: skipped.map(skippedJson),
  passedOver,
  index: { ...index, troubles: troubles.map((cause) => troubleLine(cause, ENGLISH)), causes: troubles },
});

/** What a verification found. */
export const verificationJson = (verification: Verification) => ({
  ...verification,
  findings: verification.findings.map(({ damage, cause }) => {
    const [what, remedy] = worded(ENGLISH.finding, cause);
    return { damage, what, remedy, cause };
  }),
});

function quoteJson({ article, also, chosenFor, ...quote }: Quote, explain: boolean) {
  const { citation, text, start, end, answer, speaker, link } = quote;
  const shown = { citation, text, start, end, answer, speaker, link, article: sourceJson(article) };
  const elsewhere = also.map((other) => ({ article: sourceJson(other.article), link: other.link }));
  return {
    ...shown,
    also: elsewhere,
    ...(explain ? { why: chosenText(chosenFor, ENGLISH), chosenFor } : {}),
  };
}

/** The features of the model have names of one word; what else was weighed is told in words. */
const FEATURES: ReadonlySet<AnswerEvidence['kind']> = new Set(['bias', 'quote', 'passage', 'named']);

const partJson = ({ evidence, adds }: Contribution) => ({
  feature: FEATURES.has(evidence.kind) ? evidence.kind : evidenceText(evidence, ENGLISH),
  adds,
  ...('name' in evidence ? { name: evidence.name } : {}),
  evidence,
});

const sourceJson = ({ id, file, title, url, outlet, published }: Source) => ({
  id,
  file,
  title,
  url,
  outlet,
  published,
});

/** What is no plain character to a terminal, be it that JSON may hold it: marks of control and direction. */
const STEERING = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A value as one line of JSON, which cannot steer a terminal either. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(STEERING, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
