// The one door to everything that reads: what can be asked of an open archive, and of which part of it.
// What may be seen is a part of every query, so that nobody who asks can forget it.
import { quoteOf } from './answer/quotes.ts';
import { timeline, type Timeline } from './answer/timeline.ts';
import { ask } from './ask.ts';
import { check } from './check/check.ts';
import { addressKey, isAddress } from './corpus/addresses.ts';
import type { Check } from './check/check-types.ts';
import type { Settings } from './config.ts';
import type { Log } from './log.ts';
import { backendOf } from './indexing/backend.ts';
import type { Index } from './index/index-interface.ts';
import { openModel, type Model } from './model/models.ts';
import { onBundledScale } from './model/reader-scale.ts';
import { openReader, type Reader } from './model/reader.ts';
import { openStaticEncoder } from './model/static-encoder.ts';
import { meaningsBy } from './search/meaning.ts';
import { letsThrough, narrowed } from './question/filter.ts';
import { MAX_TYPED, readTopic } from './question/question.ts';
import { localDay } from './text/days.ts';
import { words } from './text/words.ts';
import type { Answer, Article, Coverage, Filter, MonthCount, Quote, QuotedSpeaker, Source } from './types.ts';

/** The part of the archive that is asked: days and an outlet if wished, and always which outlets may be seen. */
export interface Visible extends Omit<Filter, 'outlets'> {
  /** Null: every one. */
  outlets: readonly string[] | null;
}

export interface AskQuery extends Visible {
  question: string;
  /** Where questions wait for others: is told, once, how many are before it; must not reject. */
  onWait?: (before: number) => Promise<void>;
  /** The day of asking where `asOf` names none, `YYYY-MM-DD`; the present one unless told. */
  today?: string;
  /** Milliseconds that the reader may take, where others wait; without it, as long as it takes. */
  within?: number;
}

export interface CheckQuery extends Visible {
  text: string;
}

export interface TimelineQuery extends Visible {
  topic: string;
  today?: string;
}

export interface SpeakersQuery extends Visible {
  /** How a name begins. */
  name: string;
  limit: number;
}

export interface QuotationsQuery extends Visible {
  /** The key of a quoted speaker. */
  speaker: string;
  /** Empty: everything they say. */
  topic: string;
  limit: number;
  /** So many of the newest are left out. */
  skip?: number;
}

export interface FindQuery extends Visible {
  text: string;
  limit: number;
}

export interface ArticleQuery extends Visible {
  id: string;
}

/** An open archive, and the questions one can put to it. None throws for what a person may type. */
export interface Archive {
  ask(query: AskQuery): Promise<Answer>;
  /** Whether the archive says this, word for word or nearly. */
  check(query: CheckQuery): Promise<Check>;
  /** What the archive says of a topic, day by day. */
  timeline(query: TimelineQuery): Promise<Timeline>;
  /** Those quoted who have a name that begins like this, the most quoted first. */
  speakers(query: SpeakersQuery): Promise<QuotedSpeaker[]>;
  /** What a speaker says about a topic, the newest first. */
  quotations(query: QuotationsQuery): Promise<Quote[]>;
  /** Sources whose title, outlet or words match, best first; an address gives its own, an empty text the newest. */
  find(query: FindQuery): Promise<Source[]>;
  article(query: ArticleQuery): Promise<Article | undefined>;
  /** What there is of the visible part: articles, passages, outlets, languages, days. */
  coverage(query: Visible): Promise<Coverage>;
  /** How many articles each outlet has of each month, in the order of time. */
  months(query: Visible): Promise<MonthCount[]>;
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

/** The questions whose answers hang on what may be seen. */
type Question = Exclude<keyof Archive, 'embed' | 'version' | 'isCurrent' | 'isLinked' | 'close'>;

/** The archive as it is seen from one place, where it is settled which outlets may be seen. */
export type PartOfArchive = {
  [Q in Question]: (query: Omit<Parameters<Archive[Q]>[0], 'outlets'>) => ReturnType<Archive[Q]>;
};

/**
 * The part of an archive that has the given outlets.
 * @param outlets null: all of them
 */
export const partOf = (archive: Archive, outlets: readonly string[] | null): PartOfArchive => ({
  ask: (query) => archive.ask({ ...query, outlets }),
  check: (query) => archive.check({ ...query, outlets }),
  timeline: (query) => archive.timeline({ ...query, outlets }),
  speakers: (query) => archive.speakers({ ...query, outlets }),
  quotations: (query) => archive.quotations({ ...query, outlets }),
  find: (query) => archive.find({ ...query, outlets }),
  article: (query) => archive.article({ ...query, outlets }),
  coverage: (query) => archive.coverage({ ...query, outlets }),
  months: (query) => archive.months({ ...query, outlets }),
});

/**
 * Opens the index for asking.
 * @param log is told when the reader's process ends by itself
 * @param opened the model of the settings, where it is open already
 * @throws UserError when there is no index, another model made it, or it is damaged
 */
export async function openArchive(settings: Settings, log?: Log, opened?: Model): Promise<Archive> {
  const [model, encoder] = await Promise.all([opened ?? openModel(settings), openStaticEncoder()]);
  const index = await backendOf(settings, model).open();
  // What can go wrong more often is tried first: a process is started for an archive that can be read.
  const reader = await openScaledReader(settings, log).catch((thrown: unknown) => {
    index.close();
    throw thrown;
  });
  const parts = { index, model, meanings: meaningsBy(encoder), reader };
  return {
    ask: ({ question, today = thisDay(), within, ...visible }) =>
      ofOneBuild(index, () => ask(parts, question, limitsIn(visible), today, within)),
    check: ({ text, ...visible }) => ofOneBuild(index, () => check(parts, text, limitsIn(visible))),
    timeline: ({ topic, today = thisDay(), ...visible }) =>
      ofOneBuild(index, () => timeline(parts, topic, limitsIn(visible), today)),
    speakers: ({ name, limit, ...visible }) => index.speakers(name, limitsIn(visible), limit),
    quotations: (query) => quotations(index, query),
    find: (query) => find(index, query),
    article: ({ id, ...visible }) => article(index, id, limitsIn(visible)),
    coverage: (visible) => index.coverage(limitsIn(visible)),
    months: (visible) => index.articlesByMonth(limitsIn(visible)),
    embed: (texts) => model.embed(texts),
    version: () => index.version(),
    isCurrent: () => index.isCurrent(),
    isLinked: () => index.isLinked(),
    close: () => {
      index.close();
      void reader?.close();
    },
  };
}

/** An answer in whose middle a build has taken the place of another may miss what moved: it is made once more. */
async function ofOneBuild<T>(index: Index, answer: () => Promise<T>): Promise<T> {
  const before = await index.version();
  const first = await answer();
  return (await index.version()) === before ? first : answer();
}

/** The reader of the settings, whose say the ranking can weigh. */
async function openScaledReader(settings: Settings, log?: Log): Promise<Reader | null> {
  const reader = await openReader(settings, log ? { log } : {});
  return reader && !reader.hasSpans ? onBundledScale(reader) : reader;
}

const thisDay = (): string => localDay(new Date());

/** The limits of a query, with nothing that was published after the day it is asked as of. */
function limitsIn({ from, to, outlet, outlets, asOf }: Visible): Filter {
  const limits = { from, to, outlet, outlets: outlets ?? undefined, asOf };
  const set = Object.entries(limits).filter(([, value]) => value !== undefined);
  return narrowed(Object.fromEntries(set), null, asOf ?? null);
}

/** By any of its addresses, or by words. */
async function find(index: Index, { text, limit, ...visible }: FindQuery): Promise<Source[]> {
  const filter = limitsIn(visible);
  const typed = text.slice(0, MAX_TYPED).trim();
  if (!isAddress(typed)) return index.findSources(words(typed), filter, limit);
  const found = await index.sourceAt(addressKey(typed), filter);
  return found ? [found] : [];
}

async function article(index: Index, id: string, filter: Filter): Promise<Article | undefined> {
  const found = await index.article(id);
  return found && letsThrough(filter, found) ? found : undefined;
}

/** The quotations as verified quotes, each with a number of its own article. */
async function quotations(index: Index, query: QuotationsQuery): Promise<Quote[]> {
  const { speaker: key, topic, limit, skip = 0, ...visible } = query;
  const found = await index.quotationsBy(key, limitsIn(visible), readTopic(topic).words, limit, skip);
  return found.map(({ article, speaker, start, end }, i) => ({
    ...quoteOf(article, { start, end }, skip + i + 1),
    speaker,
  }));
}
