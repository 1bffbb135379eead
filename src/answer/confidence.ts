// How sure Attest is that the best quote answers the question: one number that a person can take apart. Pure.
import { covered, topicWeights } from '../search/term-weights.ts';
import { contributions, weighted, WEIGHTS } from '../search/linear-model.ts';
import { namesAsked } from '../search/names.ts';
import { contextCovered, type Ranked } from '../search/ranking.ts';
import type { Searched } from '../search/search.ts';
import { stem, stemSet } from '../text/words.ts';
import type { Answer, Contribution } from '../types.ts';

/**
 * What is taken off where the question asks what somebody said: when the best quote is not known to be theirs,
 * and when its article does not hold what it is to be about. Set by hand.
 */
const NOT_BY_SPEAKER = 4;
const NOT_ABOUT = 4;
/** Taken off for each name that no article has: enough to refuse, however alike the wording. Set by hand. */
const UNKNOWN_NAME = 10;
/** `named` of a question without names, between what is right for found and for missing names. */
const NO_NAMES = 0.7;
/** Taken off for words that no article has, as far as they matter: so much if the question had no others. Set by hand. */
const UNKNOWN_WORDS = 1;
/** Taken off where whatever is newest is asked for, which is not read: words shared by chance would answer. Set by hand. */
const UNREAD_LATEST = 1.5;
/** Candidates whose relevance counts. */
const BEST = 5;

/** How sure it is that what was found answers the question: in [0, 1], the logistic of what its parts add up to. */
export function confidenceIn(found: Searched): Pick<Answer, 'confidence' | 'parts'> {
  const [best] = found.ranked;
  if (!best || found.weights.size === 0) return { confidence: 0, parts: [] };
  const added = isRead(best)
    ? contributions(WEIGHTS.readConfidence, { bias: 1, ...readConfidenceFeatures(found) })
    : contributions(linearWeights(found), { bias: 1, ...confidenceFeatures(found) });
  const parts: Contribution[] = [
    ...added.map(([kind, adds]) => ({ evidence: { kind }, adds })),
    ...found.unknownNames.map((name) => ({
      evidence: { kind: 'unknown name' as const, name },
      adds: -UNKNOWN_NAME,
    })),
    ...unknownWordsOf(found),
    ...(found.question.speaker ? doubtsOf(found, best) : []),
  ];
  const logit = parts.reduce((sum, { adds }) => sum + adds, 0);
  return { confidence: logistic(logit), parts };
}

/** The weights of what the reader has not read. */
function linearWeights({ question }: Searched): typeof WEIGHTS.confidence {
  const { bias, ...weights } = WEIGHTS.confidence;
  return { bias: question.latest ? bias - UNREAD_LATEST : bias, ...weights };
}

/** What speaks against an answer to words that no article has: each its share of what the question's words tell. */
function unknownWordsOf({ unknownWords, weights }: Searched): Contribution[] {
  return unknownWords.map((word) => ({
    evidence: { kind: 'unknown word', word },
    adds: -UNKNOWN_WORDS * covered(weights, [stem(word)]),
  }));
}

/** Whether the reader has read a candidate. */
const isRead = ({ reading }: Ranked): boolean => reading !== null;

/** How probable it is that a candidate answers the question, 0..1; null where the reader has not read it. */
export function answersWith({ reading, score }: Ranked): number | null {
  if (reading === null) return null;
  return logistic(weighted(WEIGHTS.answers, { bias: 1, reading: reading.relevance, score }));
}

const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));

/**
 * The evidence that confidence rests on: how well the best candidates answer, the best passage, and whether what the
 * question names is there. Of the best few, because what decides between them need not be how well they answer.
 * @param found at least one candidate
 */
export function confidenceFeatures(found: Pick<Searched, 'question' | 'weights' | 'hits' | 'ranked'>) {
  const { question, weights, hits, ranked } = found;
  const best = ranked.slice(0, BEST);
  const stems = new Set(namesAsked(question.read).map(stem));
  const names = new Map([...weights].filter(([name]) => stems.has(name)));
  return {
    quote: Math.max(...best.map(({ relevance }) => relevance)),
    passage: Math.max(...hits.map(({ hit }) => hit.score)),
    named: names.size > 0 ? contextCovered(best[0]!, names) : NO_NAMES,
  };
}

/** What the reader makes of the first candidate and how near that is; the names as above. Of passages the reader knows more. */
export function readConfidenceFeatures(found: Pick<Searched, 'question' | 'weights' | 'hits' | 'ranked'>) {
  const [first] = found.ranked;
  const { named } = confidenceFeatures(found);
  const { meaning, context } = first!.features;
  return { first: first!.reading!.relevance, meaning, context, named };
}

/** How doubtful it is that the best quote is what the person asked for said about what was asked. */
function doubtsOf({ question, weights }: Searched, { speakerMatch, foundIn }: Ranked): Contribution[] {
  const about = covered(topicWeights(question, weights), stemSet(foundIn.article.text), foundIn.title);
  return [
    { evidence: { kind: 'other speaker' }, adds: -NOT_BY_SPEAKER * (1 - speakerMatch) ** 2 },
    { evidence: { kind: 'other topic' }, adds: -NOT_ABOUT * (1 - about) },
  ];
}
