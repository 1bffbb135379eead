// Topic -> timeline: of each day of publication the sentence that says most about it.
import { covered, topicWeights, type Weights } from '../search/term-weights.ts';
import { THRESHOLD } from './answer.ts';
import { confidenceIn } from './confidence.ts';
import { pickQuotes, quoteOf } from './quotes.ts';
import type { Ranked } from '../search/ranking.ts';
import type { Opened } from '../search/retrieve.ts';
import { readAsked, search, type Reach, type Searched } from '../search/search.ts';
import { contextCovered } from '../search/ranking.ts';
import { startOf } from '../search/quote-span.ts';
import { isDependent } from '../corpus/story.ts';
import { countWords } from '../text/words.ts';
import { millisecondsSince } from '../text/lapse.ts';
import type { Answer, Coverage, Filter, Quote } from '../types.ts';

/** Passages retrieved, for a timeline wants many days rather than the one best, and those looked into. */
const REACH: Reach = { hits: 200, passages: 200, articles: 0, ranked: Infinity, read: false };
/** A topic of no more words is not said to be in another language: they are too few to tell it by. */
const MIN_LANGUAGE_WORDS = 2;
/** A longer sentence is no line of a timeline, unless a day has no shorter one; one of a few words says too little. */
const SHORT_WORDS = 35;
const MIN_WORDS = 6;
/** What a longer one must be better by, in score. */
const LONG = 1;
/** Share of the topic's weight that a sentence must hold with its title and the sentences beside it, and by itself. */
const MIN_CONTEXT = 0.75;
const MIN_HELD = 0.35;

/** What the archive says of a topic, day by day. */
export interface Timeline extends Pick<Answer, 'readAs' | 'didYouMean'> {
  topic: string;
  /** One a day of publication, the oldest first; none: the archive holds nothing that is clearly about it. */
  days: Quote[];
  /** Passages that came closest where there are no days, shown only as such. */
  nearest: Quote[];
  /** The language of a topic without days where no article is in it, ISO 639-1. */
  foreign: string | null;
  coverage: Coverage;
  /** Milliseconds from topic to timeline. */
  ms: number;
}

/**
 * What the articles that a filter lets through say of a topic.
 * @param today as for `ask`
 */
export async function timeline(
  opened: Opened,
  topic: string,
  filter: Filter,
  today: string,
): Promise<Timeline> {
  const started = performance.now();
  const asked = await readAsked(opened.index, topic, filter, today);
  const found = await search(opened, asked, REACH);
  const { question, understanding, coverage, foreign } = asked;
  const days = confidenceIn(found).confidence >= THRESHOLD ? daysOf(found) : [];
  const nearest = days.length > 0 ? [] : pickQuotes(found.ranked);
  const strange = days.length === 0 && question.words.length > MIN_LANGUAGE_WORDS ? foreign : null;
  return {
    topic: question.text,
    ...understanding,
    days,
    nearest,
    foreign: strange,
    coverage,
    ms: millisecondsSince(started),
  };
}

/** The best whole sentence of each day on which the archive writes about the topic, the oldest day first. */
function daysOf({ question, weights, ranked }: Searched): Quote[] {
  const topic = topicWeights(question, weights);
  const best = new Map<string, Ranked>();
  for (const candidate of ranked.filter((each) => isAbout(topic, each))) {
    const { published } = candidate.foundIn.article;
    const other = best.get(published);
    if (!other || worth(candidate) > worth(other)) best.set(published, candidate);
  }
  const oldestFirst = [...best].sort(([a], [b]) => (a < b ? -1 : 1));
  return oldestFirst.map(([, { foundIn, core }], i) =>
    quoteOf(foundIn.article, { start: startOf(core), end: core.end }, i + 1),
  );
}

/** Its own sentence says something about the topic, and needs no other to be understood. */
const isAbout = (topic: Weights, candidate: Ranked): boolean =>
  candidate.core.story &&
  countWords(candidate.core.text) >= MIN_WORDS &&
  !isDependent(candidate.core.text) &&
  contextCovered(candidate, topic) >= MIN_CONTEXT &&
  covered(topic, candidate.core.stems) >= MIN_HELD;

const worth = ({ score, core }: Ranked): number => score - LONG * Number(countWords(core.text) > SHORT_WORDS);
