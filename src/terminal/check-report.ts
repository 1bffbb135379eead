// A check as lines for a terminal: the verdict first, then the whole sentences, then what differs. Pure.
import type { Check, Piece } from '../check/check-types.ts';
import { likeness, noSentenceReason, notFoundReason, notSaidBy } from '../messages/check-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { coverageLine, renderQuote } from './answer-view.ts';
import { lineWidth, printable, wrap } from './lines.ts';
import { PLAIN, type Look } from './look.ts';

/** The verdict with the sentences that hold the text, wrapped to `columns`. */
export function renderCheck(
  check: Check,
  columns: number,
  messages: Messages,
  { now = new Date(), look = PLAIN }: { now?: Date; look?: Look } = {},
): string {
  const width = lineWidth(columns);
  const archive = wrap(coverageLine(check.coverage, now, messages), width);
  const told = wrap(printable(verdict(check, messages)), width);
  return [told, ...evidence(check, width, messages, look), look.dim(archive)].join('\n\n');
}

function verdict(check: Check, messages: Messages): string {
  if (check.kind === 'not found') return `${messages.notFound}. ${notFoundReason(check, messages)}`;
  if (check.kind === 'near') {
    const elsewhere = check.noSentence ? [noSentenceReason(check.noSentence, messages)] : [];
    const told = `${messages.near}: ${likeness(check.similarity, messages)}`;
    return [told, ...elsewhere, ...notSaidBy(check, messages)].join(' ');
  }
  const places = messages.exactPlaces(check.places.length, check.more);
  const told = `${messages.exact}: ${places} ${messages.wholeSentences}`;
  return [told, ...notSaidBy(check, messages)].join(' ');
}

function evidence(check: Check, width: number, messages: Messages, look: Look): string[] {
  if (check.kind === 'not found') {
    const nearest = check.nearest.map((quote) => renderQuote(quote, width, messages, look));
    return nearest.length > 0 ? [messages.nearestOnly, ...nearest] : [];
  }
  const quotes = check.places.map((place) => renderQuote(place, width, messages, look));
  if (check.kind === 'exact') return quotes;
  const legend = `[-${messages.onlyInArticle}-], {+${messages.onlyInText}+}:`;
  return [...quotes, `${wrap(legend, width)}\n${wrap(marked(check.places[0]!.difference), width, '  ')}`];
}

/** The difference in one line, as wdiff writes it. */
const marked = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => {
      const plain = printable(text);
      return kind === 'missing' ? `[-${plain}-]` : kind === 'added' ? `{+${plain}+}` : plain;
    })
    .join(' ');
