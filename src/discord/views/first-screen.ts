// What of an answer is shown at first: no more than a phone shows at once. The rest stands behind "More quotes". Pure.
import type { Answer, Answered, Quote } from '../../types.ts';

/** A phone shows some 20 lines of 40 characters, and more characters of small print. */
const SCREEN_LINES = 20;
const LINE_CHARACTERS = 40;
const SMALL_CHARACTERS = 46;
/** Speaker, outlet, day and the beginning of a title. */
const ORIGIN_CHARACTERS = 75;
/** An outlet and a day. */
const PLACE_CHARACTERS = 35;

/**
 * The answer with as many of its quotes as one screen of a phone holds, the first in any case, and those whose figures are
 * told to differ or whose day is told; the others are offered beyond.
 */
export function onFirstScreen(answer: Answer): Answer {
  if (answer.kind === 'abstained') return answer;
  const kept = keptOf(answer);
  if (kept.length === answer.quotes.length) return answer;
  return {
    ...answer,
    quotes: kept,
    further: [...answer.quotes.filter((quote) => !kept.includes(quote)), ...answer.further],
    outdated: answer.outdated && newestDay(kept),
  };
}

function keptOf({ question, quotes, differing, otherYears }: Answered): Quote[] {
  const cited = new Set(differing.map(({ citation }) => citation));
  const isNeeded = ({ citation, article }: Quote, i: number) =>
    i === 0 || cited.has(citation) || article.published === otherYears?.nearest;
  let left = SCREEN_LINES - linesIn(question, SMALL_CHARACTERS);
  return quotes.filter((quote, i) => {
    left -= linesOf(quote);
    return left >= 0 || isNeeded(quote, i);
  });
}

const newestDay = (quotes: readonly Quote[]): string =>
  quotes
    .map(({ article }) => article.published)
    .sort()
    .at(-1)!;

/** With its origin below, and an empty line before the next. */
const linesOf = ({ text, also }: Quote): number =>
  linesIn(text, LINE_CHARACTERS) +
  Math.ceil((ORIGIN_CHARACTERS + also.length * PLACE_CHARACTERS) / SMALL_CHARACTERS) +
  1;

const linesIn = (text: string, width: number): number =>
  text.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / width), 0);
