// Candidates -> ranked: how well each answers the question, by a linear model whose features a person can read.
import { isSpokenBy, type AskedSpeaker } from '../question/asked-speaker.ts';
import { answerKind, kindEvidence, type AnswerKind } from '../question/answer-kind.ts';
import type { Candidate } from './candidates.ts';
import { covered, topicWeights, type Weights } from './term-weights.ts';
import { weighted, WEIGHTS, type Features } from './linear-model.ts';
import { namesIn, nameVotes, newNames } from './names.ts';
import type { Question } from '../question/question.ts';
import { newerFirst } from './recency.ts';
import type { RerankedHit } from './rerank.ts';
import { speakerOf } from '../speakers/speaker.ts';
import { words } from '../text/words.ts';

/** Characters into the article after which the weight of a passage's position is halved. */
const POSITION_HALVED = 500;
/** More names that the question does not have say nothing more. */
const MAX_NEW_NAMES = 3;

/** Taken off what cannot stand alone, and what is no part of the story: it is quoted when nothing else says it. */
const NOT_ALONE = 0.5;
const NOT_STORY = 3;
/** What is worth more when the question asks what somebody said; set by hand, few of the fitted questions do. */
const SPEAKER_WEIGHTS = { speakerMatch: 4, quotation: 2.5 };

/** Candidates whose scores differ by less are equally good: the newer comes first. */
const SAME = 0.05;
const SAME_WHEN_LATEST = 2;

/** What it is worth that a quote is by the account asked for: "According to NAME, …". */
const SOURCE = 1.5;

export type QuoteFeatures = Features<keyof typeof WEIGHTS.quotes>;

/** A candidate with how well it answers. */
export interface Ranked extends Candidate {
  features: QuoteFeatures;
  /** Whether it is of the speaker asked for: named as such 1, named in it 0.5. 1 when none is asked for. */
  speakerMatch: number;
  /** How well it answers the question as a whole: the weighted sum of the features, a logit. */
  relevance: number;
  /** What orders candidates: relevance to the topic, whether it stands alone, whether the speaker asked for says it. */
  score: number;
}

/** What is the same for all candidates of a question. */
interface Search {
  question: Question;
  weights: Weights;
  /** The weights without the name of the speaker asked for. */
  topic: Weights;
  kind: AnswerKind;
  /** Score of the best hit. */
  best: number;
  votes: ReadonlyMap<string, number>;
}

/**
 * The candidates, the best first.
 * @param hits all that were read, the best first: what their titles name speaks for a candidate
 */
export function rank(
  question: Question,
  weights: Weights,
  hits: readonly RerankedHit[],
  candidates: readonly Candidate[],
): Ranked[] {
  const search = {
    question,
    weights,
    topic: topicWeights(question, weights),
    kind: answerKind(question),
    best: hits[0]?.hit.score ?? 0,
    votes: nameVotes(hits, weights),
  };
  return newerFirst(
    candidates.map((candidate) => ranked(search, candidate)),
    ({ score, features, foundIn }) => ({
      score,
      covered: features.context,
      published: foundIn.article.published,
    }),
    question.latest ? SAME_WHEN_LATEST : SAME,
  );
}

function ranked(search: Search, candidate: Candidate): Ranked {
  const { question, weights, topic } = search;
  const features = featuresOf(search, candidate, weights);
  const relevance = weighted(WEIGHTS.quotes, features);
  const speakerMatch = question.speaker ? speakerMatchOf(question.speaker, candidate) : 1;
  const sourceMatch = question.source ? speakerMatchOf(question.source, candidate) : 0;
  const aboutTopic = () =>
    weighted(WEIGHTS.quotes, featuresOf(search, candidate, topic)) +
    SPEAKER_WEIGHTS.speakerMatch * speakerMatch +
    SPEAKER_WEIGHTS.quotation * Number(/[“"]/.test(candidate.core.text));
  const score =
    (question.speaker ? aboutTopic() : relevance) +
    SOURCE * sourceMatch -
    NOT_ALONE * Number(candidate.dependent) -
    NOT_STORY * Number(!candidate.core.story);
  return { ...candidate, features, speakerMatch, relevance, score };
}

function featuresOf(search: Search, candidate: Candidate, weights: Weights): QuoteFeatures {
  const { foundIn, core, context, stems, text } = candidate;
  return {
    hit: foundIn.hit.score - search.best,
    similarity: foundIn.hit.similarity,
    context: covered(weights, ...context),
    widened: covered(weights, stems),
    position: 1 / (1 + foundIn.hit.passage.start / POSITION_HALVED),
    lead: Number(core.start === 0),
    ...kindEvidence(search.kind, core.text, search.question.read),
    newNames: Math.min(newNames(core.text, weights), MAX_NEW_NAMES) / MAX_NEW_NAMES,
    titleNames: Math.max(0, ...namesIn(text).map((name) => search.votes.get(name) ?? 0)),
    age: foundIn.features.age,
  };
}

/** 1 when whoever is asked for says it, 0.5 when they are named in it. */
function speakerMatchOf(asked: AskedSpeaker, { foundIn, core, text }: Candidate): number {
  if (isSpokenBy(asked, speakerOf(foundIn.article.text, core))) return 1;
  return words(text.replace(/[’']s\b/g, '-of')).includes(asked.name) ? 0.5 : 0;
}
