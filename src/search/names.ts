// Names in titles and sentences: an answer is often a name that the question does not have and that titles share. Pure.
import type { Weights } from './term-weights.ts';
import type { RerankedHit } from './rerank.ts';
import { ordinary } from '../text/ordinary.ts';
import { setOf } from '../text/patterns.ts';
import { stem, words } from '../text/words.ts';

const NAME = /\p{Lu}\p{L}+/gu;
/** Capitalised within a sentence, where it is not only the first word. */
const NAME_INSIDE = /(?<=[\p{Ll},’'] )\p{Lu}\p{L}+/gu;
/** Capitalised, and no names of what news is about. */
const CALENDAR = setOf(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june
  july august september october november december`,
);
/** How much less the article of a hit counts whose score, a logit, is lower by one. */
const SHARPNESS = 1.5;

/** Number of capitalised words within a sentence that the question does not have. */
export const newNames = (text: string, weights: Weights): number =>
  (ordinary(text).match(NAME_INSIDE) ?? []).flatMap(words).filter((word) => !weights.has(stem(word))).length;

/** The words of the names in a text, lower-cased; a word that opens a sentence may be none. */
export const namesIn = (text: string): string[] => (ordinary(text).match(NAME) ?? []).flatMap(words);

/** The words of the names in a question as they are typed: capitalised words but the first. */
export const namesTyped = (question: string): string[] => question.match(NAME_INSIDE) ?? [];

/** The same, lower-cased. */
export const namesAsked = (question: string): string[] => namesTyped(question).flatMap(words);

/**
 * For each name in the titles of the hits' articles that the question does not have, by its lower-cased word:
 * the share of the articles, weighted by how well they match, whose title has it, 0..1.
 */
export function nameVotes(hits: readonly RerankedHit[], weights: Weights): Map<string, number> {
  const best = hits[0]?.hit.score ?? 0;
  const votes = new Map<string, number>();
  const articles = new Set<string>();
  let total = 0;
  for (const { hit, article } of hits) {
    if (articles.has(article.id)) continue;
    articles.add(article.id);
    const vote = Math.exp(SHARPNESS * (hit.score - best));
    total += vote;
    for (const name of namesOf(article.title, weights)) votes.set(name, (votes.get(name) ?? 0) + vote);
  }
  return new Map([...votes].map(([name, sum]) => [name, sum / total]));
}

const namesOf = (title: string, weights: Weights): Set<string> =>
  new Set(namesIn(title).filter((word) => !CALENDAR.has(word) && !weights.has(stem(word))));
