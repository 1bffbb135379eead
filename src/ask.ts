// The read path: question -> hits -> candidates -> answer, over an index and a model that are opened once.
import { answer } from './answer.ts';
import type { Settings } from './config.ts';
import { openIndex } from './embedded-index.ts';
import { openModel, type Model } from './models.ts';
import { candidates } from './candidates.ts';
import { weigh } from './evidence.ts';
import { readQuestion, type Question } from './question.ts';
import { rank } from './ranking.ts';
import { rerank } from './rerank.ts';
import { retrieve, type Retrieved } from './retrieve.ts';
import { words } from './text.ts';
import type { Answer, Article, Coverage, Filter, Index, Source } from './types.ts';

/** Passages retrieved, and those whose sentences are looked at. */
const HITS = 50;
const READ_HITS = 20;

/** An index that is open, and the questions one can put to it. */
export interface Archive {
  /** Never throws for what a person may type: an unusable question is answered by an abstention. */
  ask(question: string, filter?: Filter): Promise<Answer>;
  article(id: string): Promise<Article | undefined>;
  /** Sources whose title, outlet or words match, best first; an empty text gives the newest. */
  findSources(text: string, limit: number): Promise<Source[]>;
  coverage(): Promise<Coverage>;
  /** False once another index has taken its place on disk: then open the archive again. */
  isCurrent(): boolean;
  /** False when its vector index is missing or not sound: a build makes it anew. */
  isLinked(): boolean;
  close(): void;
}

/**
 * Opens the index for asking.
 * @throws UserError when there is no index, or another model made it
 */
export async function openArchive(settings: Settings): Promise<Archive> {
  const model = await openModel(settings);
  const index = await openIndex(settings.EMBEDDINGS_DIR, model);
  return {
    ask: (question, filter = {}) => ask(index, model, question, filter),
    article: (id) => index.article(id),
    findSources: (text, limit) => index.findSources(words(text), limit),
    coverage: () => index.coverage(),
    isCurrent: () => index.isCurrent(),
    isLinked: () => index.isLinked(),
    close: () => index.close(),
  };
}

async function ask(index: Index, model: Model, typed: string, filter: Filter): Promise<Answer> {
  const started = performance.now();
  const question = readQuestion(typed);
  const coverage = await index.coverage();
  const weights = weigh(question, await index.frequencies(question.stems), coverage.passages);
  const { hits: found, articles } = await retrieved(index, model, question, filter);
  const hits = rerank(weights, found, articles, coverage.to ?? '');
  const ranked = rank(question, weights, hits, candidates(hits.slice(0, READ_HITS)));
  return answer({ question, filter, weights, hits, ranked, coverage, started });
}

async function retrieved(index: Index, model: Model, question: Question, filter: Filter): Promise<Retrieved> {
  if (question.words.length === 0) return { hits: [], articles: new Map() };
  const [embedding] = await model.embed([question.text]);
  return retrieve(index, question, embedding!, filter, HITS);
}
