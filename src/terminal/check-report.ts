// A check as lines for a terminal: the verdict first, then the whole sentences, then what differs. Pure.
import { coverageLine, lineWidth, printable, renderQuote, wrap } from './answer-view.ts';
import type { Check, Near, Piece, Place } from '../check/check-types.ts';

const LEGEND = 'The words as the article has them; [-only in the article-], {+only in the text+}:';

/** The verdict with the sentences that hold the text, wrapped to `columns`. */
export function renderCheck(check: Check, columns: number, now = new Date()): string {
  const width = lineWidth(columns);
  const archive = wrap(coverageLine(check.coverage, now), width);
  return [wrap(verdict(check), width), ...evidence(check, width), archive].join('\n\n');
}

function verdict(check: Check): string {
  if (check.kind === 'not found') return `Not found. ${check.reason}`;
  if (check.kind === 'near')
    return `Near, not exact: ${likeness(check)} This is the closest the archive has.`;
  const where = check.more ? 'in more places than these' : places(check.places);
  return `Exact: the archive has these words, ${where}. Shown are the whole sentences that hold them.`;
}

const likeness = ({ similarity }: Near): string =>
  similarity < 1
    ? `${Math.floor(100 * similarity)} % of the words are the same.`
    : 'the words are the same, but some are left out or written otherwise.';

const places = ({ length }: readonly Place[]): string =>
  length === 1 ? 'in one place' : `in ${length} places`;

function evidence(check: Check, width: number): string[] {
  if (check.kind === 'exact') return check.places.map((place) => renderQuote(place, width));
  if (check.kind === 'near') {
    const quotes = check.places.map((place) => renderQuote(place, width));
    return [...quotes, `${wrap(LEGEND, width)}\n${wrap(marked(check.places[0]!.difference), width, '  ')}`];
  }
  const nearest = check.nearest.map((quote) => renderQuote(quote, width));
  return nearest.length > 0 ? ['Nearest passage (it does not say this):', ...nearest] : [];
}

/** The difference in one line, as wdiff writes it. */
const marked = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => {
      const plain = printable(text);
      return kind === 'missing' ? `[-${plain}-]` : kind === 'added' ? `{+${plain}+}` : plain;
    })
    .join(' ');
