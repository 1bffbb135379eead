// "Did the archive really say this?": a quotation or claim -> exact, near or not found, with the sentences that hold it.
// Judged is word by word, never by meaning.
import { mapWithPauses, resultWithPauses } from '../event-loop.ts';
import { passagesFor, MAX_NEAR_WORDS, regions } from './check-passages.ts';
import { MAX_CLAIM_LENGTH, mayHold, readClaim, type Claim } from './claim.ts';
import type { Opened } from '../search/retrieve.ts';
import { foreignIn, seenIn } from '../search/search.ts';
import { covered, weigh, type Weights } from '../search/term-weights.ts';
import {
  closestMatch,
  comparable,
  isExact,
  literalMatches,
  type Comparable,
  type Match,
} from './claim-match.ts';
import { quoteOf, sourceOf } from '../answer/quotes.ts';
import { deniedSpeakerOf } from '../speakers/speaker.ts';
import { millisecondsSince } from '../text/lapse.ts';
import { stem, stemSet, touches, words } from '../text/words.ts';
import type { Check, Exact, Near, NoSentence, NotFound, NotFoundCause, Place } from './check-types.ts';
import type { Article, ChosenFor, Coverage, Filter, Span } from '../types.ts';

/** Places shown. */
const MAX_PLACES = 10;
/** Runs of sentences compared word by word. */
const MAX_COMPARED = 12;
/** Sentences that share less of what the claim is about, by the weight of its words, are not near. */
const MIN_COVERED = 0.4;
/** Each further sentence must add more than this share of the claim's weight. */
const SENTENCE_COST = 0.03;
/** From this similarity on a sentence is near. */
const NEAR = 0.6;
/** So many words must be the same. */
const MIN_COMMON = 3;
/** A claim of so many words is near where all of them stand in their order in its sentences, whatever stands between. */
const MIN_CONTAINED = 5;

type Verdict = Omit<Exact, keyof Base> | Omit<Near, keyof Base> | Omit<NotFound, keyof Base>;
type Base = Pick<Check, 'text' | 'coverage' | 'ms'>;

/** Looks a quotation or claim up in the articles that a filter lets through: the words decide, not the meaning. */
export async function check(opened: Opened, typed: string, filter: Filter): Promise<Check> {
  const started = performance.now();
  const claim = readClaim(typed);
  const coverage = await opened.index.coverage(seenIn(filter));
  const judged = refuse(claim, coverage) ?? (await judge(opened, claim, filter));
  const isAbsent = judged.kind === 'not found' && judged.cause.kind === 'absent';
  const language = isAbsent ? await foreignIn(opened.index, claim.question.text, coverage) : null;
  const verdict = language ? notFound({ kind: 'language', language }) : judged;
  return { text: claim.text, ...verdict, coverage, ms: millisecondsSince(started) };
}

function refuse(claim: Claim, { articles }: Coverage): Verdict | null {
  if (articles === 0) return notFound({ kind: 'empty archive' });
  if (claim.text.length > MAX_CLAIM_LENGTH) return notFound({ kind: 'too long', most: MAX_CLAIM_LENGTH });
  return claim.parts.length === 0 ? notFound({ kind: 'no words' }) : null;
}

async function judge({ index, model }: Opened, claim: Claim, filter: Filter): Promise<Verdict> {
  const { text, words: content } = claim.question;
  const [embedding] = content.length > 0 ? await model.embed([text]) : [];
  const { frequencies, weights } = await weigh(index, claim.question);
  const found = await passagesFor(index, { claim, filter, embedding }, frequencies);
  const matches = await literalIn(claim, [...found.articles.values()]);
  const literal = matches.filter(isSaid);
  if (literal.some((match) => isExact(claim, match))) return exactly(claim, literal);
  const likely = literal.length > 0 ? [] : await regions(index, claim, weights, found);
  const close = (await closest(claim, weights, likely)).filter(isSaid);
  if (close.some((match) => isExact(claim, match))) return exactly(claim, close);
  // Without an ellipsis it differs in case alone; with one, a word here and a word there are no likeness.
  const stands = literal.length > 0 && claim.ellipses.size === 0;
  const near = stands ? literal : [...literal, ...close].filter((match) => isNear(match, claim, weights));
  const [best] = near;
  const noSentence = whereNoSentence(claim, [...found.articles.values()], matches);
  if (!best) return notFound(noSentence ?? causeFor(claim), [...literal, ...close][0]);
  const same = near.filter((match) => changes(match) === changes(best));
  return { kind: 'near', places: firstPlaces(distinct(same)), similarity: best.similarity, noSentence };
}

function exactly(claim: Claim, matches: readonly Match[]): Verdict {
  const all = distinct(matches.filter((match) => isExact(claim, match)));
  return { kind: 'exact', places: firstPlaces(all), more: all.length > MAX_PLACES };
}

/** Where the claim stands word for word, but for case and what its ellipses leave out; the earliest published first. */
async function literalIn(claim: Claim, articles: readonly Article[]): Promise<Match[]> {
  const found = await resultWithPauses(literalOnes(claim, [...articles].sort(byDay)));
  return found.sort((a, b) => b.similarity - a.similarity);
}

function* literalOnes(claim: Claim, articles: readonly Article[]): Generator<undefined, Match[]> {
  const found: Match[] = [];
  for (const article of articles) {
    if (found.length > MAX_PLACES) break;
    if (yield* mayHold(claim, article.text)) found.push(...literalMatches(claim, comparable(article)));
    yield;
  }
  return found;
}

const byDay = (a: Article, b: Article): number =>
  Number(a.published > b.published) - Number(a.published < b.published);

/** Runs of whole sentences that hold most of what the claim is about, compared word by word; the closest first. */
async function closest(claim: Claim, weights: Weights, likely: readonly Comparable[]): Promise<Match[]> {
  const windows = await mapWithPauses(likely, (read) => windowsOf(claim, weights, read));
  const most = windows.flat().sort((a, b) => b.score - a.score);
  const compared = await mapWithPauses(
    most.slice(0, MAX_COMPARED),
    ({ read, span }) => closestMatch(claim, read, span) ?? [],
  );
  return compared.flat().sort((a, b) => b.similarity - a.similarity);
}

interface Window {
  read: Comparable;
  span: Span;
  score: number;
}

/** Runs of as many sentences as the claim has, one fewer, one more. */
function windowsOf(claim: Claim, weights: Weights, read: Comparable): Window[] {
  const { statements, article } = read;
  const stems = statements.map(({ start, end }) => stemSet(article.text.slice(start, end)));
  const lengths = [claim.sentences - 1, claim.sentences, claim.sentences + 1].filter((length) => length > 0);
  return lengths.flatMap((length) =>
    statements.slice(0, statements.length - length + 1).flatMap((first, i): Window[] => {
      const share = covered(weights, ...stems.slice(i, i + length));
      const span = { start: first.start, end: statements[i + length - 1]!.end };
      return share < MIN_COVERED ? [] : [{ read, span, score: share - SENTENCE_COST * length }];
    }),
  );
}

/** Enough words are the same, or all of them with others between, and they hold enough of what it is about. */
function isNear({ similarity, pairs }: Match, claim: Claim, weights: Weights): boolean {
  const common = new Set(pairs.flatMap(([, j]) => words(claim.words[j]!.folded)).map(stem));
  const contained = pairs.length === claim.words.length && pairs.length >= MIN_CONTAINED;
  const alike = pairs.length >= MIN_COMMON && similarity >= NEAR;
  return (alike || contained) && covered(weights, common) >= MIN_COVERED;
}

/** One match a place, the earliest published first. */
function distinct(matches: readonly Match[]): Match[] {
  const at = ({ read, quote }: Match) => `${read.article.id} ${quote.start}`;
  const byPlace = new Map(matches.map((match) => [at(match), match]));
  return [...byPlace.values()].sort((a, b) => byDay(a.read.article, b.read.article));
}

/** The first of them as places, articles numbered in their order; one word may stand in thousands. */
function firstPlaces(matches: readonly Match[]): Place[] {
  const shown = matches.slice(0, MAX_PLACES);
  const ids = [...new Set(shown.map(({ read }) => read.article.id))];
  return shown.map((match) => ({
    ...quoteOf(match.read.article, match.quote, ids.indexOf(match.read.article.id) + 1, likeness(match)),
    notSaidBy: deniedSpeakerOf(match.read.article.text, match.quote),
    difference: match.difference,
  }));
}

const likeness = ({ similarity }: Match): ChosenFor => ({ kind: 'claim', similarity });

/** What differs, to know the same sentence in another article. */
const changes = ({ difference }: Match): string =>
  JSON.stringify(difference.filter(({ kind }) => kind !== 'around'));

/** A headline is no sentence of a story, and often says more than the story does: it is named, not quoted. */
const headlined = (claim: Claim, articles: readonly Article[]): Article | undefined =>
  articles.filter((article) => isHeadline(claim, article)).sort(byDay)[0];

const isHeadline = (claim: Claim, article: Article): boolean =>
  literalMatches(claim, comparable({ ...article, text: article.title })).some((match) =>
    isExact(claim, match),
  );

/** What of an article stands around a match that is no sentence of its story. */
const unsaid = ({ read: { article }, quote }: Match): NoSentence[] =>
  article.unquotable.flatMap(({ kind, ...span }) =>
    (kind === 'heading' || kind === 'caption') && touches([span], quote)
      ? [{ kind, article: sourceOf(article) }]
      : [],
  );

const isSaid = (match: Match): boolean => unsaid(match).length === 0;

/** Where the text stands word for word as a title, a heading or a caption. */
function whereNoSentence(
  claim: Claim,
  articles: readonly Article[],
  matches: readonly Match[],
): NoSentence | null {
  const article = headlined(claim, articles);
  if (article) return { kind: 'headline', article: sourceOf(article) };
  return matches.filter((match) => isExact(claim, match)).flatMap(unsaid)[0] ?? null;
}

const causeFor = (claim: Claim): NotFoundCause =>
  claim.words.length > MAX_NEAR_WORDS ? { kind: 'not compared', most: MAX_NEAR_WORDS } : { kind: 'absent' };

const notFound = (cause: NotFoundCause, nearest?: Match): Verdict => ({
  kind: 'not found',
  places: [],
  nearest: nearest ? [quoteOf(nearest.read.article, nearest.quote, 1, likeness(nearest))] : [],
  cause,
});
