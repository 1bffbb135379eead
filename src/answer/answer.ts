// Question and quotes -> answer: quotes where the evidence is strong, an honest abstention where it is not.
import { answerKind } from '../question/answer-kind.ts';
import { confidenceIn } from './confidence.ts';
import { differingFigures } from './differing-figures.ts';
import { MAX_QUOTES, pickQuotes } from './quotes.ts';
import { otherYears } from './other-years.ts';
import { overview } from './overview.ts';
import { reportsFirst } from '../search/preview.ts';
import type { Ranked } from '../search/ranking.ts';
import { outdated } from '../search/recency.ts';
import type { Asked, Searched } from '../search/search.ts';
import { millisecondsSince } from '../text/lapse.ts';
import type { AbstentionCause, Answer, Article, Coverage, Filter, Quote } from '../types.ts';

/** Below this confidence Attest abstains. */
export const THRESHOLD = 0.5;

/** From this probability of answering on a quote is shown beside the first. */
const ALSO_ANSWERS = 0.1;
/** An article that holds this share of the question's weight is about what was asked. */
const ABOUT = 0.6;

/** Share of the question's weight that an entry of a list holds with its title and neighbours. */
const MIN_ABOUT = 0.75;

/** The answer that what was found supports. */
export function answer(found: Searched, started: number): Answer {
  const ranked = reportsFirst(found.ranked, found.question.read);
  const chosen = overview(found.question.kind, answering(ranked), MAX_QUOTES) ?? [];
  const picked = pickQuotes(ranked, chosen);
  const [quotes, further] = shown(picked, chosen.length, found.read.sentences > 0);
  const hits = found.hits.map(({ hit }) => hit);
  const base = { ...whatIsAsked(found), ...confidenceIn(found), read: found.read, hits };
  if (base.confidence < THRESHOLD || quotes.length === 0) {
    const cause = causeOf(found);
    return { ...base, kind: 'abstained', quotes: [], nearest: quotes, cause, ms: millisecondsSince(started) };
  }
  return {
    ...base,
    kind: 'answered',
    quotes,
    further,
    nearest: [],
    outdated: outdated(found.question, quotes),
    otherYears: otherYears(found.question.read, quotes, quotedArticles(found, quotes)),
    differing: differingFigures(answerKind(found.question), found.question.read, quotes),
    ms: millisecondsSince(started),
  };
}

/**
 * The quotes that are shown, and those that are offered beyond: after the first only what answers, too, as far as the reader
 * can tell.
 * @param settled how many are to be shown in any case
 * @param isRead whether the reader has read any: what it had no time for is not known to answer
 */
function shown(
  picked: readonly Quote[],
  settled: number,
  isRead: boolean,
): [quotes: Quote[], further: Quote[]] {
  const first = picked.slice(0, settled || MAX_QUOTES);
  const isShown = (quote: Quote, i: number) => i < (settled || 1) || !isRead || mayAnswer(quote);
  return [
    first.filter(isShown),
    [...first.filter((quote, i) => !isShown(quote, i)), ...picked.slice(first.length)],
  ];
}

const mayAnswer = ({ chosenFor }: Quote): boolean =>
  chosenFor?.kind === 'question' && chosenFor.answers !== null && chosenFor.answers >= ALSO_ANSWERS;

/** The candidates that are about what is asked, though another may say more of it: a list is made of them. */
const answering = (ranked: readonly Ranked[]): Ranked[] =>
  ranked.filter(({ core, features }) => core.story && features.context >= MIN_ABOUT);

/** The articles of quotes, with their text. */
const quotedArticles = ({ hits }: Searched, quotes: readonly Quote[]): Article[] =>
  [...new Map(hits.map(({ article }) => [article.id, article])).values()].filter(({ id }) =>
    quotes.some(({ article }) => article.id === id),
  );

/** Says why a question is not even looked up. */
export function refuse(asked: Asked, started: number, cause: AbstentionCause): Answer {
  const nothing = {
    confidence: 0,
    parts: [],
    read: { sentences: 0, of: 0, ms: 0 },
    quotes: [] as [],
    nearest: [],
    hits: [],
  };
  return { ...whatIsAsked(asked), kind: 'abstained', ...nothing, cause, ms: millisecondsSince(started) };
}

const whatIsAsked = ({ question: { text, asOf, period }, understanding, coverage }: Asked) => ({
  question: text,
  ...understanding,
  asOf,
  period,
  coverage,
});

function causeOf(found: Searched): AbstentionCause {
  const { question, coverage, hits, filter, unknownNames, unknownWords } = found;
  if (question.text === '') return { kind: 'no question' };
  if (coverage.articles === 0) return { kind: 'empty archive' };
  const missed = outside(filter, coverage);
  if (missed) return { kind: missed };
  if (question.words.length === 0) return { kind: question.period ? 'no subject' : 'no words' };
  const { outlet } = filter;
  if (outlet && !has(coverage, outlet)) return { kind: 'no outlet', outlet };
  if (unknownNames.length > 0) return { kind: 'unknown names', names: unknownNames };
  if (hits.length === 0) return { kind: 'no match' };
  if (unknownWords.length > 0) return { kind: 'unknown words', words: unknownWords };
  const isAbout = found.ranked[0] !== undefined && found.ranked[0].foundIn.features.article >= ABOUT;
  return { kind: isAbout ? 'not said' : 'unclear' };
}

/** Why no article can be of the days that a filter lets through; null when some may be. */
function outside({ from = '', to = '9999' }: Filter, coverage: Coverage) {
  if (from > to) return 'no days';
  const mayBe = from <= (coverage.to ?? '') && to >= (coverage.from ?? '');
  return mayBe ? null : 'days without articles';
}

const has = ({ outlets }: Coverage, name: string): boolean =>
  outlets.some(({ outlet }) => outlet.toLowerCase() === name.toLowerCase());
