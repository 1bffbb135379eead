// The read path: question -> hits -> candidates -> answer, over an index and a model that are opened once.
import { answer, refuse } from './answer.ts';
import type { Settings } from './config.ts';
import { check } from './check.ts';
import { readClaim } from './claim.ts';
import { openIndex } from './embedded-index.ts';
import { foreignLanguage, foreignReason, plainStems } from './language.ts';
import { openModel, type Model } from './models.ts';
import { candidates } from './candidates.ts';
import { weigh } from './evidence.ts';
import { readQuestion, type Question } from './question.ts';
import { rank } from './ranking.ts';
import { localDay, narrowed } from './filter.ts';
import { toldUntil, type Days } from './recency.ts';
import { rerank } from './rerank.ts';
import { retrieve, type Retrieved } from './retrieve.ts';
import { words } from './text.ts';
import type { Index } from './index-interface.ts';
import type { Check } from './check-types.ts';
import type { Answer, Article, Coverage, Filter, Period, Source } from './types.ts';

/** Passages retrieved, and those whose sentences are looked at. */
const HITS = 50;
const READ_HITS = 20;

/** An index that is open, and the questions one can put to it. */
export interface Archive {
  /**
   * Never throws for what a person may type: an unusable question is answered by an abstention.
   * @param today the day of asking where the filter names none, `YYYY-MM-DD`
   */
  ask(question: string, filter?: Filter, today?: string): Promise<Answer>;
  /** Whether the archive says this, word for word or nearly. Never throws for what a person may type. */
  check(text: string, filter?: Filter): Promise<Check>;
  article(id: string): Promise<Article | undefined>;
  /** Sources whose title, outlet or words match, best first; an empty text gives the newest. */
  findSources(text: string, limit: number): Promise<Source[]>;
  coverage(): Promise<Coverage>;
  /** Embeddings of unit length, one a text, in order. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
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
    ask: (question, filter = {}, today = localDay(new Date())) => ask(index, model, question, filter, today),
    check: (text, filter = {}) => checkText(index, model, text, filter),
    article: (id) => index.article(id),
    findSources: (text, limit) => index.findSources(words(text), limit),
    coverage: () => index.coverage(),
    embed: (texts) => model.embed(texts),
    isCurrent: () => index.isCurrent(),
    isLinked: () => index.isLinked(),
    close: () => index.close(),
  };
}

async function ask(
  index: Index,
  model: Model,
  typed: string,
  filter: Filter,
  today: string,
): Promise<Answer> {
  const started = performance.now();
  const question = readQuestion(typed, filter.asOf ?? today);
  const limits = limited(filter, question.period);
  const coverage = await index.coverage();
  const plain = await index.frequencies(plainStems(question.text));
  const foreign = await foreignLanguage(question.text, plain, coverage.languages);
  if (foreign) return refuse(question, coverage, started, foreignReason(foreign, coverage.languages));
  const weights = weigh(question, await index.frequencies(question.stems), coverage.passages);
  const { hits: found, articles } = await retrieved(index, model, question, limits);
  const hits = rerank(weights, found, articles, daysOf(question, coverage));
  const ranked = rank(question, weights, hits, candidates(hits.slice(0, READ_HITS)));
  return answer({ question, filter: limits, weights, hits, ranked, coverage, started });
}

/** The days that articles are judged by; a period of which the archive has nothing, as "this week" of an old one, says nothing. */
function daysOf({ period, asOf }: Question, { from, to }: Coverage): Days {
  const [first, last] = [from ?? '', to ?? ''];
  const within = period !== null && period.to >= first && (period.from ?? '') <= last;
  return { newest: last < asOf ? last : asOf, period: within ? period : null };
}

/** What was published by the day of asking, within what is typed and what the question limits itself to. */
function limited(filter: Filter, period: Period | null): Filter {
  const known = narrowed(filter, null, filter.asOf ?? null);
  return period?.kind === 'limit' ? narrowed(known, period.from, period.to) : known;
}

async function retrieved(index: Index, model: Model, question: Question, filter: Filter): Promise<Retrieved> {
  const { words: asked, period } = question;
  if (asked.length === 0 && period === null) return { hits: [], articles: new Map() };
  // "What happened last week?" has no answer, but what was published of that week is near.
  const within = asked.length === 0 ? narrowed(filter, period!.from, toldUntil(period!)) : filter;
  const [embedding] = await model.embed([question.text]);
  return retrieve(index, question, embedding!, within, HITS);
}

async function checkText(index: Index, model: Model, typed: string, filter: Filter): Promise<Check> {
  const started = performance.now();
  const claim = readClaim(typed);
  const { text, words: content } = claim.question;
  const [embedding] = content.length > 0 ? await model.embed([text]) : [];
  return check(index, { claim, filter, embedding: embedding ?? null }, started);
}
