// Scores of retrieval, quotes and abstention over a file of questions with known answers. Pure, but for asking.
import { countWords, MAX_QUOTE_WORDS } from '../text/words.ts';
import type { Answer } from '../types.ts';

/** A line of a question file; `urls` are the articles that hold one of the answers. */
export interface LabelledQuestion {
  question: string;
  answers: string[];
  urls?: string[] | undefined;
  answerable: boolean;
  /** The day that it was asked on, where it was. */
  asOf?: string | undefined;
}

/** One question with what the scores of retrieval need of its hits. */
export interface Retrieval {
  labelled: LabelledQuestion;
  /** The hits' articles and texts, best first. */
  hits: { url: string; text: string }[];
}

/** One question with its hits and its answer. */
export interface Outcome extends Retrieval {
  answer: Answer;
  /** Quotes whose text does not stand in their article. */
  unverified: number;
}

export type RetrievalScores = ReturnType<typeof scoreRetrieval>;
export type Scores = ReturnType<typeof score>;

/** Lower case, everything but a-z and 0-9 to single spaces. */
export const normalise = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Whether an answer stands in a text on word boundaries. */
export function holds(text: string, answers: readonly string[]): boolean {
  const haystack = ` ${normalise(text)} `;
  return answers.some((answer) => normalise(answer) !== '' && haystack.includes(` ${normalise(answer)} `));
}

/** The scores that need no answer, only hits: those of any search; NaN where there is nothing to score. */
export function scoreRetrieval(retrievals: readonly Retrieval[]) {
  const answerable = retrievals.filter(({ labelled }) => labelled.answerable);
  const located = answerable.filter(({ labelled }) => labelled.urls !== undefined);
  return {
    questions: retrievals.length,
    answerable: answerable.length,
    'article@1': share(located, (retrieval) => articleAt(retrieval, 1)),
    'article@10': share(located, (retrieval) => articleAt(retrieval, 10)),
    'passage@1': share(answerable, (retrieval) => passageAt(retrieval, 1)),
    'passage@10': share(answerable, (retrieval) => passageAt(retrieval, 10)),
  };
}

/** All scores; NaN where a file has nothing to score. Each is a share from 0 to 1 but for counts, words and milliseconds. */
export function score(outcomes: readonly Outcome[]) {
  const answerable = outcomes.filter(({ labelled }) => labelled.answerable);
  const unanswerable = outcomes.filter(({ labelled }) => !labelled.answerable);
  const quotes = outcomes.flatMap(({ answer }) => [...answer.quotes, ...answer.nearest]);
  const times = outcomes.map(({ answer }) => answer.ms).sort((a, b) => a - b);
  return {
    ...scoreRetrieval(outcomes),
    'quote@1': share(answerable, (outcome) => quoteAt(outcome, 1)),
    'quote@3': share(answerable, (outcome) => quoteAt(outcome, 3)),
    auroc: auroc(
      answerable.map(({ answer }) => answer.confidence),
      unanswerable.map(({ answer }) => answer.confidence),
    ),
    coverage: share(answerable, ({ answer }) => answer.kind === 'answered'),
    noAnswerAccuracy: share(unanswerable, ({ answer }) => answer.kind === 'abstained'),
    verbatim:
      quotes.length === 0
        ? 1
        : 1 - outcomes.reduce((sum, { unverified }) => sum + unverified, 0) / quotes.length,
    quoteWords: mean(quotes.map(({ text }) => countWords(text))),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

const share = <T>(outcomes: readonly T[], counts: (outcome: T) => boolean): number =>
  outcomes.length === 0 ? NaN : outcomes.filter(counts).length / outcomes.length;

/** One of the articles of the first k distinct articles is one that holds an answer. */
export function articleAt({ labelled, hits }: Retrieval, k: number): boolean {
  const urls = [...new Set(hits.map((hit) => hit.url))].slice(0, k);
  return urls.some((url) => labelled.urls?.includes(url));
}

export const passageAt = ({ labelled, hits }: Retrieval, k: number): boolean =>
  hits
    .slice(0, k)
    .some(({ url, text }) => (labelled.urls?.includes(url) ?? true) && holds(text, labelled.answers));

/** Only what is shown as an answer counts, and nothing longer than a quote may be: an abstention quotes nothing. */
export const quoteAt = ({ labelled, answer }: Outcome, k: number): boolean =>
  answer.quotes
    .slice(0, k)
    .some(({ text }) => countWords(text) <= MAX_QUOTE_WORDS && holds(text, labelled.answers));

/** Probability that a positive ranks above a negative; ties count half (Mann-Whitney U). */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0;
  for (const positive of positives) {
    for (const negative of negatives) wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  }
  return wins / (positives.length * negatives.length);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Nearest-rank percentile of ascending values. */
const percentile = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? NaN;
