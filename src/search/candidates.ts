// Reranked hits -> candidates: every whole sentence of the best articles, with what stands beside it.
import type { RerankedHit } from './rerank.ts';
import { joins } from './quote-span.ts';
import { statementsIn, type Statement } from './statements.ts';
import { firstAfter } from '../text/words.ts';

/** A statement that may answer. */
export interface Candidate {
  /** The hit whose passage it stands in, or the best of its article. */
  foundIn: RerankedHit;
  core: Statement;
  /** All statements of its article, and which of them it is. */
  parts: readonly Statement[];
  at: number;
  /** Its passage was not found by itself, but another of its article was. */
  elsewhere: boolean;
}

/** The candidates of a hit's passage, in their order; a statement belongs to one passage, so that no two hits share any. */
export function candidatesIn(foundIn: RerankedHit): Candidate[] {
  const { start, end } = foundIn.hit.passage;
  return candidatesOf(foundIn, false, (core) => core.start >= start && core.start < end);
}

/** The candidates of a hit's article that stand in none of its passages that were found. */
export function candidatesBeside(foundIn: RerankedHit, hits: readonly RerankedHit[]): Candidate[] {
  const passages = hits.flatMap(({ hit, article }) =>
    article.id === foundIn.article.id ? [hit.passage] : [],
  );
  passages.sort((a, b) => a.start - b.start);
  return candidatesOf(foundIn, true, (core) => {
    const before = passages[firstAfter(passages, core.start + 1) - 1];
    return before === undefined || core.start >= before.end;
  });
}

function candidatesOf(
  foundIn: RerankedHit,
  elsewhere: boolean,
  isThere: (core: Statement) => boolean,
): Candidate[] {
  const parts = statementsIn(foundIn.article);
  const found: Candidate[] = [];
  for (const [at, core] of parts.entries())
    if (core.quotable && isThere(core)) found.push({ foundIn, core, parts, at, elsewhere });
  return found;
}

/** A candidate's own statement and those beside it, as far as they belong together. */
export const beside = ({ parts, at }: Candidate): Statement[] =>
  [at - 1, at, at + 1].flatMap((i) =>
    i === at || joins(parts, Math.min(i, at), Math.max(i, at)) ? [parts[i]!] : [],
  );
