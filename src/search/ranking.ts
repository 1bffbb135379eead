// Candidates -> ranked: how well each answers the question, by a linear model whose features a person can read, and by
// the reader, where it has read them.
import { isSpokenBy, type AskedSpeaker } from '../question/asked-speaker.ts';
import { answerKind, kindEvidence, type AnswerKind } from '../question/answer-kind.ts';
import { beside, type Candidate } from './candidates.ts';
import { covered, topicWeights, type Weights } from './term-weights.ts';
import { weighted, WEIGHTS, type Features } from './linear-model.ts';
import { likeness, type Meanings } from './meaning.ts';
import { namesIn, nameVotes, newNames } from './names.ts';
import { quoteSpan, type QuoteSpan } from './quote-span.ts';
import type { Question } from '../question/question.ts';
import { newerFirst } from './recency.ts';
import type { RerankedHit } from './rerank.ts';
import type { Reading } from '../model/reader.ts';
import { speakerOf } from '../speakers/speaker.ts';
import { words } from '../text/words.ts';

/** Characters into the article after which the weight of a sentence's position is halved. */
const POSITION_HALVED = 500;
/** More names that the question does not have say nothing more. */
const MAX_NEW_NAMES = 3;

/** Taken off what cannot stand alone, and what is no part of the story: it is quoted when nothing else says it. */
const NOT_ALONE = 0.5;
const NOT_STORY = 3;
/** What is worth more when the question asks what somebody said; set by hand, few of the fitted questions do. */
const SPEAKER_WEIGHTS = { speakerMatch: 4, quotation: 2.5 };

/** Candidates whose scores differ by less are equally good: the newer comes first. What decides a yes or no may change. */
const SAME = 0.05;
const SAME_WHEN_YES_OR_NO = 0.5;
const SAME_WHEN_LATEST = 2;

/** What it is worth that a quote is by the account asked for: "According to NAME, …". */
const SOURCE = 1.5;

export type QuoteFeatures = Features<keyof typeof WEIGHTS.quotes>;

/** A candidate with what speaks for it. */
export interface Weighed extends Candidate {
  features: QuoteFeatures;
  /** How well it answers the question as a whole: the weighted sum of the features, a logit. */
  relevance: number;
}

/** A candidate with how well it answers, and the span that is quoted for it. */
export interface Ranked extends Weighed, QuoteSpan {
  /** Whether it is of the speaker asked for: named as such 1, named in it 0.5. 1 when none is asked for. */
  speakerMatch: number;
  /** What the reader makes of it; null where it has not read it. */
  reading: Reading | null;
  /** Orders candidates: relevance to the topic, what was read, whether it stands alone, whether the speaker asked for says it. */
  score: number;
}

/** What is the same for all candidates of a question. */
export interface Ranking {
  question: Question;
  weights: Weights;
  /** The weights without the name of the speaker asked for. */
  topic: Weights;
  kind: AnswerKind;
  /** Score of the best hit. */
  best: number;
  votes: ReadonlyMap<string, number>;
  meanings: Meanings;
  asked: Float32Array;
}

/**
 * What candidates of a question are ranked by.
 * @param hits all that were read, the best first: what their titles name speaks for a candidate
 */
export function rankingFor(
  question: Question,
  weights: Weights,
  hits: readonly RerankedHit[],
  meanings: Meanings,
): Ranking {
  return {
    question,
    weights,
    topic: topicWeights(question, weights),
    kind: answerKind(question),
    best: hits[0]?.hit.score ?? 0,
    votes: nameVotes(hits, weights),
    meanings,
    asked: meanings.ofQuestion(question.read),
  };
}

/** A candidate with what speaks for it. */
export function weighed(ranking: Ranking, candidate: Candidate): Weighed {
  const features = featuresOf(ranking, candidate, ranking.weights);
  return { ...candidate, features, relevance: weighted(WEIGHTS.quotes, features) };
}

/** A candidate with its span and its score, as long as nothing is read. */
export function scored(ranking: Ranking, candidate: Weighed): Ranked {
  const { question, topic } = ranking;
  const { core, foundIn, parts, at, relevance } = candidate;
  const span = quoteSpan(foundIn.article.text, parts, at);
  const speakerMatch = question.speaker ? speakerMatchOf(question.speaker, candidate, span) : 1;
  const sourceMatch = question.source ? speakerMatchOf(question.source, candidate, span) : 0;
  const aboutTopic = () =>
    weighted(WEIGHTS.quotes, featuresOf(ranking, candidate, topic)) +
    SPEAKER_WEIGHTS.speakerMatch * speakerMatch +
    SPEAKER_WEIGHTS.quotation * Number(/[“"]/.test(core.text));
  const score =
    (question.speaker ? aboutTopic() : relevance) +
    SOURCE * sourceMatch -
    NOT_ALONE * Number(span.dependent) -
    NOT_STORY * Number(!core.story);
  return { ...candidate, ...span, speakerMatch, reading: null, score };
}

/** The share of the question's weight that not even the candidate which holds most of it holds, 0..1. */
export const uncoveredBy = (candidates: readonly Weighed[]): number =>
  1 - Math.max(0, ...candidates.map(({ features }) => features.context));

/** What a reading adds to a score: the more, the less of the question's own words there are for the other features to see. */
export const readingFeatures = ({ relevance }: Reading, uncovered: number) => ({
  relevance,
  uncovered: relevance * uncovered,
});

/**
 * A candidate with what the reader makes of it.
 * @param uncovered of all candidates of its question
 */
export const withReading = (candidate: Ranked, reading: Reading | null, uncovered: number): Ranked =>
  reading
    ? {
        ...candidate,
        reading,
        score: candidate.score + weighted(WEIGHTS.reading, readingFeatures(reading, uncovered)),
      }
    : candidate;

/** The candidates, the best first; what was read comes before what was not. */
export function inOrder({ question }: Ranking, candidates: readonly Ranked[]): Ranked[] {
  const orYesNo = question.kind.kind === 'yes or no' ? SAME_WHEN_YES_OR_NO : SAME;
  const same = question.latest ? SAME_WHEN_LATEST : orYesNo;
  const sorted = (some: readonly Ranked[]) =>
    newerFirst(
      some,
      ({ score, features, foundIn }) => ({
        score,
        covered: features.context,
        published: foundIn.article.published,
      }),
      same,
    );
  return [
    ...sorted(candidates.filter(({ reading }) => reading)),
    ...sorted(candidates.filter(({ reading }) => !reading)),
  ];
}

function featuresOf(ranking: Ranking, candidate: Candidate, weights: Weights): QuoteFeatures {
  const { foundIn, core, at, elsewhere } = candidate;
  const vectors = ranking.meanings.ofStatements(foundIn.article.text);
  return {
    hit: foundIn.hit.score - ranking.best,
    elsewhere: Number(elsewhere),
    similarity: foundIn.hit.similarity,
    ...likeness(ranking.asked, vectors, at),
    context: contextCovered(candidate, weights),
    own: covered(weights, core.stems),
    position: 1 / (1 + core.start / POSITION_HALVED),
    lead: Number(core.start === 0),
    ...kindEvidence(ranking.kind, core.text, ranking.question.read),
    newNames: Math.min(newNames(core.text, weights), MAX_NEW_NAMES) / MAX_NEW_NAMES,
    titleNames: Math.max(0, ...namesIn(core.text).map((name) => ranking.votes.get(name) ?? 0)),
    age: foundIn.features.age,
  };
}

/** How much of the question a candidate covers with its title and the statements beside it. */
export const contextCovered = (candidate: Candidate, weights: Weights): number =>
  covered(weights, candidate.foundIn.title, ...beside(candidate).map(({ stems }) => stems));

/** 1 when whoever is asked for says it, 0.5 when they are named in it. */
function speakerMatchOf(asked: AskedSpeaker, { foundIn, core }: Candidate, { text }: QuoteSpan): number {
  if (isSpokenBy(asked, speakerOf(foundIn.article.text, core))) return 1;
  return words(text.replace(/[’']s\b/g, '-of')).includes(asked.name) ? 0.5 : 0;
}
