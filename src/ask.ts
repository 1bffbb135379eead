// The read path: question -> hits -> quotes -> answer, and the other questions that one can put to an open archive.
import { answer, refuse, THRESHOLD } from './answer/answer.ts';
import { yieldToEventLoop } from './event-loop.ts';
import { check } from './check/check.ts';
import type { Check } from './check/check-types.ts';
import { readClaim } from './check/claim.ts';
import { confidenceIn } from './answer/confidence.ts';
import type { Settings } from './config.ts';
import { openIndex } from './index/embedded-index.ts';
import { narrowed } from './question/filter.ts';
import { localDay } from './text/days.ts';
import type { Index } from './index/index-interface.ts';
import { openModel, type Model } from './model/models.ts';
import { readQuestion, readTopic } from './question/question.ts';
import { pickQuotes, quoteOf } from './answer/quotes.ts';
import { readCoverage, search, type Opened } from './search/search.ts';
import { words } from './text/words.ts';
import { timelineDays, type Timeline } from './answer/timeline.ts';
import type { Answer, Article, Coverage, Filter, Period, Quote, QuotedSpeaker, Source } from './types.ts';
import { foreignText } from './wording.ts';

/** Passages retrieved for an answer, and those whose sentences are looked at. */
const ANSWER_REACH = { hits: 50, read: 20 };
/** The same for a timeline, which wants many days rather than the one best. */
const TIMELINE_REACH = { hits: 200, read: 200 };
/** A topic of no more words is not said to be in another language. */
const MIN_LANGUAGE_WORDS = 2;
/** Texts embedded at a stretch, some 5 ms. */
const EMBED_BATCH = 16;

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
  const opened = { index, model };
  const thisDay = () => localDay(new Date());
  return {
    ask: (question, filter = {}, today = thisDay()) => ask(opened, question, filter, today),
    check: (text, filter = {}) => checkText(opened, text, filter),
    timeline: (topic, filter = {}, today = thisDay()) => timeline(opened, topic, filter, today),
    speakers: (beginning, k) => index.speakers(beginning, k),
    quotationsBy: (key, filter, topic, k, skip = 0) => quotationsBy(index, key, filter, topic, k, skip),
    article: (id) => index.article(id),
    findSources: (text, limit, filter = {}) => index.findSources(words(text), filter, limit),
    coverage: () => index.coverage(),
    embed: (texts) => embedInBatches(model, texts),
    version: () => index.version(),
    isCurrent: () => index.isCurrent(),
    isLinked: () => index.isLinked(),
    close: () => index.close(),
  };
}

async function ask(opened: Opened, typed: string, filter: Filter, today: string): Promise<Answer> {
  const started = performance.now();
  const question = readQuestion(typed, filter.asOf ?? today);
  const limits = limited(filter, question.period);
  const { coverage, foreign } = await readCoverage(opened.index, question.text);
  if (foreign) return refuse(question, coverage, started, { kind: 'language', language: foreign });
  const searched = await search(opened, question, limits, coverage, ANSWER_REACH);
  return answer({ question, filter: limits, ...searched, coverage, started });
}

async function timeline(opened: Opened, typed: string, filter: Filter, today: string): Promise<Timeline> {
  const started = performance.now();
  const question = readQuestion(typed, filter.asOf ?? today);
  const { coverage, foreign } = await readCoverage(opened.index, question.text);
  const limits = limited(filter, question.period);
  const searched = await search(opened, question, limits, coverage, TIMELINE_REACH);
  const { weights, hits, ranked, unknownNames } = searched;
  const sure = confidenceIn(question, weights, hits, ranked, unknownNames).value >= THRESHOLD;
  const days = sure ? timelineDays(question, weights, ranked) : [];
  const nearest = days.length > 0 ? [] : pickQuotes(ranked);
  const ms = Math.round((performance.now() - started) * 10) / 10;
  // Two words are too few to tell a language by: it explains an empty timeline of a longer topic, no more.
  const strange = days.length === 0 && question.words.length > MIN_LANGUAGE_WORDS ? foreign : null;
  return { topic: question.text, days, nearest, foreign: strange, coverage, ms };
}

/** What was published by the day of asking, within what is typed and what the question limits itself to. */
function limited(filter: Filter, period: Period | null): Filter {
  const known = narrowed(filter, null, filter.asOf ?? null);
  return period?.kind === 'limit' ? narrowed(known, period.from, period.to) : known;
}

async function checkText({ index, model }: Opened, typed: string, filter: Filter): Promise<Check> {
  const started = performance.now();
  const claim = readClaim(typed);
  const { text, words: content } = claim.question;
  const [embedding] = content.length > 0 ? await model.embed([text]) : [];
  const checked = await check(index, { claim, filter, embedding: embedding ?? null }, started);
  if (checked.kind !== 'not found' || checked.cause.kind !== 'absent') return checked;
  const { coverage, foreign } = await readCoverage(index, text);
  if (!foreign) return checked;
  const reason = foreignText(foreign, coverage.languages);
  return { ...checked, nearest: [], cause: { kind: 'language', language: foreign }, reason };
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

/** Many texts hold up no timer for longer than one batch. */
async function embedInBatches(model: Model, texts: readonly string[]): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += EMBED_BATCH) {
    embeddings.push(...(await model.embed(texts.slice(at, at + EMBED_BATCH))));
    await yieldToEventLoop();
  }
  return embeddings;
}
