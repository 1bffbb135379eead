// The read path: question -> hits -> candidates -> answer, over an index and a model that are opened once.
import { answer, refuse, THRESHOLD } from './answer.ts';
import type { Settings } from './config.ts';
import { breathing, pause } from './breathe.ts';
import { check } from './check.ts';
import { confidenceIn, namedNowhere } from './confidence.ts';
import { readClaim } from './claim.ts';
import { openIndex } from './embedded-index.ts';
import { foreignLanguage, plainStems } from './language.ts';
import { openModel, type Model } from './models.ts';
import { candidates } from './candidates.ts';
import { weigh, type Weights } from './evidence.ts';
import { readQuestion, readTopic, type Question } from './question.ts';
import { pickQuotes, quoteOf } from './quotes.ts';
import { rank, type Ranked } from './ranking.ts';
import { localDay, narrowed } from './filter.ts';
import { toldUntil, type Days } from './recency.ts';
import { coverages, rerank, type ReadHit } from './rerank.ts';
import { retrieve, type Retrieved } from './retrieve.ts';
import { words } from './text.ts';
import { daysOf as timelineOf, type Timeline } from './timeline.ts';
import type { Index } from './index-interface.ts';
import type { Check } from './check-types.ts';
import type { Answer, Article, Coverage, Filter, Period, Quote, QuotedSpeaker, Source } from './types.ts';
import { foreignText } from './wording.ts';

/** Passages retrieved, and those whose sentences are looked at. */
const HITS = 50;
const READ_HITS = 20;
/** Texts embedded at a stretch, some 5 ms. */
const EMBED_BATCH = 16;
/** The same for a timeline, which wants many days rather than the one best. */
const TIMELINE_HITS = 200;
/** A topic of no more words is not said to be in another language. */
const MIN_LANGUAGE_WORDS = 2;

/** An index that is open, and the questions one can put to it. */
export interface Archive {
  /**
   * Never throws for what a person may type: an unusable question is answered by an abstention.
   * @param today the day of asking where the filter names none, `YYYY-MM-DD`
   */
  ask(question: string, filter?: Filter, today?: string): Promise<Answer>;
  /** Whether the archive says this, word for word or nearly. Never throws for what a person may type. */
  check(text: string, filter?: Filter): Promise<Check>;
  /** What the archive says of a topic, day by day. Never throws for what a person may type. */
  timeline(topic: string, filter?: Filter, today?: string): Promise<Timeline>;
  /** Those quoted who have a name that begins like this, the most quoted `k` first. */
  speakers(beginning: string, k: number): Promise<QuotedSpeaker[]>;
  /** What the speaker of a key says about a topic, the newest `k` first after the `skip` newest; no topic gives everything. */
  quotationsBy(key: string, filter: Filter, topic: string, k: number, skip?: number): Promise<Quote[]>;
  article(id: string): Promise<Article | undefined>;
  /** Sources whose title, outlet or words match, best first; an empty text gives the newest. */
  findSources(text: string, limit: number, filter?: Filter): Promise<Source[]>;
  coverage(): Promise<Coverage>;
  /** Embeddings of unit length, one a text, in order. */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
  /** Changes with everything that is written to the index: answers of one version are alike. */
  version(): Promise<number>;
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
    timeline: (topic, filter = {}, today = localDay(new Date())) =>
      timeline(index, model, topic, filter, today),
    speakers: (beginning, k) => index.speakers(beginning, k),
    quotationsBy: (key, filter, topic, k, skip = 0) => quotationsBy(index, key, filter, topic, k, skip),
    findSources: (text, limit, filter = {}) => index.findSources(words(text), filter, limit),
    coverage: () => index.coverage(),
    embed: (texts) => embedInBatches(model, texts),
    version: () => index.version(),
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
  const { coverage, foreign } = await spoken(index, question.text);
  if (foreign) return refuse(question, coverage, started, { kind: 'language', language: foreign });
  const searched = await search(index, model, question, limits, coverage, HITS, READ_HITS);
  return answer({ question, filter: limits, ...searched, coverage, started });
}

/** What the archive holds, and the language of a text when no article is in it. */
async function spoken(index: Index, text: string): Promise<{ coverage: Coverage; foreign: string | null }> {
  const coverage = await index.coverage();
  const plain = await index.frequencies(plainStems(text));
  return { coverage, foreign: await foreignLanguage(text, plain, coverage.languages) };
}

interface Searched {
  weights: Weights;
  hits: ReadHit[];
  ranked: Ranked[];
  nowhere: string[];
}

/** @param hitsWanted passages retrieved, of which `read` are looked into for quotes */
async function search(
  index: Index,
  model: Model,
  question: Question,
  limits: Filter,
  coverage: Coverage,
  hitsWanted: number,
  read: number,
): Promise<Searched> {
  const frequencies = await index.frequencies(question.stems);
  const weights = weigh(question, frequencies, coverage.passages);
  const { hits: found, articles } = await retrieved(index, model, question, limits, hitsWanted);
  const shares = new Map(await breathing(coverages(weights, articles)));
  const hits = rerank(weights, found, articles, shares, daysOf(question, coverage));
  const spans = await breathing(candidates(hits.slice(0, read)));
  // Elsewhere names are inflected, or every noun has a capital: that no article has the word says nothing there.
  const english = coverage.languages.every(({ language }) => language === 'en');
  const nowhere = english ? namedNowhere(question, frequencies) : [];
  return { weights, hits, ranked: rank(question, weights, hits, spans.flat()), nowhere };
}

async function timeline(
  index: Index,
  model: Model,
  typed: string,
  filter: Filter,
  today: string,
): Promise<Timeline> {
  const started = performance.now();
  const question = readQuestion(typed, filter.asOf ?? today);
  const { coverage, foreign } = await spoken(index, question.text);
  const limits = limited(filter, question.period);
  const found = await search(index, model, question, limits, coverage, TIMELINE_HITS, TIMELINE_HITS);
  const { weights, hits, ranked, nowhere } = found;
  const sure = confidenceIn(question, weights, hits, ranked, nowhere).value >= THRESHOLD;
  const days = sure ? timelineOf(question, weights, ranked) : [];
  const nearest = days.length > 0 ? [] : pickQuotes(ranked);
  const ms = Math.round((performance.now() - started) * 10) / 10;
  // Two words are too few to tell a language by: it explains an empty timeline of a longer topic, no more.
  const strange = days.length === 0 && question.words.length > MIN_LANGUAGE_WORDS ? foreign : null;
  return { topic: question.text, days, nearest, foreign: strange, coverage, ms };
}

/** Many texts hold up no timer for longer than one batch. */
async function embedInBatches(model: Model, texts: readonly string[]): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += EMBED_BATCH) {
    embeddings.push(...(await model.embed(texts.slice(at, at + EMBED_BATCH))));
    await pause();
  }
  return embeddings;
}

/** The quotations as verified quotes, each with a number of its own article. */
async function quotationsBy(
  index: Index,
  key: string,
  filter: Filter,
  topic: string,
  k: number,
  skip: number,
): Promise<Quote[]> {
  const found = await index.quotationsBy(key, filter, readTopic(topic).words, k, skip);
  return found.map(({ article, speaker, kind, start, end }, i) => ({
    ...quoteOf(article, { start, end }, skip + i + 1, `${kind} speech of ${key}`),
    speaker,
  }));
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

async function retrieved(
  index: Index,
  model: Model,
  question: Question,
  filter: Filter,
  k: number,
): Promise<Retrieved> {
  const { words: asked, period } = question;
  if (asked.length === 0 && period === null) return { hits: [], articles: new Map() };
  // "What happened last week?" has no answer, but what was published of that week is near.
  const within = asked.length === 0 ? narrowed(filter, period!.from, toldUntil(period!)) : filter;
  const [embedding] = await model.embed([question.text]);
  return retrieve(index, question, embedding!, within, k);
}

async function checkText(index: Index, model: Model, typed: string, filter: Filter): Promise<Check> {
  const started = performance.now();
  const claim = readClaim(typed);
  const { text, words: content } = claim.question;
  const [embedding] = content.length > 0 ? await model.embed([text]) : [];
  const checked = await check(index, { claim, filter, embedding: embedding ?? null }, started);
  if (checked.kind !== 'not found' || checked.cause.kind !== 'absent') return checked;
  const { coverage, foreign } = await spoken(index, text);
  if (!foreign) return checked;
  const reason = foreignText(foreign, coverage.languages);
  return { ...checked, nearest: [], cause: { kind: 'language', language: foreign }, reason };
}
