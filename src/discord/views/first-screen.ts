// What of an answer is shown at first: no more than a phone shows at once. The rest stands behind "More quotes". Pure.
import type { Answer, Answered, Quote } from '../../types.ts';
import { MAX_TITLE_BELOW } from './quote-block.ts';

/** A phone shows some 20 lines of 40 characters, and more characters of small print. */
const SCREEN_LINES = 20;
const LINE_CHARACTERS = 40;
const SMALL_CHARACTERS = 46;
/** A day with what stands around it, and around the other parts of an origin. */
const DAY_CHARACTERS = 30;
/** An empty line, and a line or two that tell of figures or of time. */
const NOTE_LINES = 3;

/**
 * The answer with as many of its quotes as one screen of a phone holds; in any case the first, those whose figures are told to
 * differ, and the newest where things may have changed since. The others are offered beyond.
 */
export function onFirstScreen(answer: Answer): Answer {
  if (answer.kind === 'abstained') return answer;
  const kept = keptOf(answer);
  if (kept.length === answer.quotes.length) return answer;
  return {
    ...answer,
    quotes: kept,
    further: [...answer.quotes.filter((quote) => !kept.includes(quote)), ...answer.further],
  };
}

function keptOf({ question, quotes, differing, outdated, otherYears }: Answered): Quote[] {
  const cited = new Set(differing.map(({ citation }) => citation));
  const isNeeded = ({ citation, article }: Quote, i: number) =>
    i === 0 || cited.has(citation) || [outdated, otherYears?.nearest].includes(article.published);
  const notes = [differing.length > 0, outdated !== null, otherYears !== null].filter(Boolean).length;
  let left = SCREEN_LINES - linesIn(question, SMALL_CHARACTERS) - NOTE_LINES * notes;
  return quotes.filter((quote, i) => {
    left -= linesOf(quote);
    return left >= 0 || isNeeded(quote, i);
  });
}

/** With its origin below, other places of it, and an empty line before the next. */
const linesOf = ({ text, speaker, article, also }: Quote): number => {
  const { outlet, title } = article;
  const places = also.reduce((sum, other) => sum + other.article.outlet.length + DAY_CHARACTERS, 0);
  const origin =
    (speaker?.length ?? 0) + outlet.length + DAY_CHARACTERS + Math.min(title.length, MAX_TITLE_BELOW);
  return (
    linesIn(text, LINE_CHARACTERS) +
    Math.ceil(origin / SMALL_CHARACTERS) +
    Math.ceil(places / SMALL_CHARACTERS) +
    1
  );
};

const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / width), 0);
