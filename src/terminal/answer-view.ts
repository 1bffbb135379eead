// An answer as lines for a terminal. Pure: text in, text out; article text cannot steer the terminal.
import {
  abstentionReason,
  addsText,
  chosenText,
  confidenceText,
  daysRead,
  differingFigures,
  evidenceText,
  readText,
  timeNotes,
  understoodNote,
} from '../messages/answer-wording.ts';
import { archiveText, indexAge } from '../messages/index-wording.ts';
import type { Messages } from '../messages/messages.ts';
import type { Answer, Coverage, Quote, SameElsewhere } from '../types.ts';
import { answerIn } from '../text/emphasis.ts';
import { lineWidth, printable, styled, wrap } from './lines.ts';

const INDENT = '  ';
const QUOTED = '│ ';

/** Lays a style on words, or none. */
type Style = (words: string) => string;
const PLAIN: Style = (words) => words;

/** The answer with its quotes and what the archive covers, wrapped to `columns`; `bold` is laid on the words that answer. */
export function renderAnswer(
  answer: Answer,
  columns: number,
  messages: Messages,
  { now = new Date(), bold = PLAIN }: { now?: Date; bold?: Style } = {},
): string {
  const width = lineWidth(columns);
  const archive = wrap(coverageLine(answer.coverage, now, messages), width);
  const quoted = (quotes: readonly Quote[]) =>
    quotes.map((quote) => renderQuote(quote, width, messages, bold));
  const note = understoodNote(answer, messages);
  const understood = note === null ? [] : [wrap(printable(note), width)];
  if (answer.kind === 'answered') {
    const notes = [differingFigures(answer, messages), ...timeNotes(answer, messages)];
    const said = notes.flatMap((note) => (note === null ? [] : [wrap(printable(note), width)]));
    return [...understood, ...quoted(answer.quotes), ...said, archive].join('\n\n');
  }
  const heading = answer.nearest.length > 0 ? [messages.nearestPassages] : [];
  const reason = printable(abstentionReason(answer.cause, answer.coverage, messages));
  return [...understood, wrap(reason, width), archive, ...heading, ...quoted(answer.nearest)].join('\n\n');
}

/** A quote with where it is from. */
export function renderQuote(quote: Quote, width: number, messages: Messages, bold = PLAIN): string {
  const text = printable(quote.text);
  const wrapped = text
    .split(/\n+/)
    .map((line) => wrap(line, width - QUOTED.length, QUOTED))
    .join('\n');
  const answering = answerIn(quote);
  const quoted = answering ? styled({ text, wrapped, indent: QUOTED }, answering, bold) : wrapped;
  const { outlet, published, title } = quote.article;
  const speaker = quote.speaker === null ? '' : `${quote.speaker} · `;
  const origin = wrap(
    printable(`[${quote.citation}] ${speaker}${outlet}, ${messages.day(published)} · ${title}`),
    width,
    INDENT,
  );
  const also = quote.also.flatMap((other) => [alsoLine(other, width, messages), other.link]);
  const below = [quote.link, ...also].filter((line) => line !== null);
  return [quoted, origin, ...below.map((line) => `${INDENT}${printable(line)}`)].join('\n');
}

function alsoLine({ article, link }: SameElsewhere, width: number, messages: Messages): string {
  const place = `${article.outlet}, ${messages.day(article.published)}`;
  return wrap(`${messages.sameIn(place)}${link === null ? '.' : ':'}`, width - INDENT.length);
}

/** What the archive covers: "Archive: 24 articles, 9 February 2025 to 29 September 2025, index 2 hours old." */
export const coverageLine = (coverage: Coverage, now: Date, messages: Messages): string =>
  `${archiveText(coverage, messages)}, ${indexAge(coverage.indexedAt, now, messages)}.`;

/** Which days were read, what confidence is the sum of, how each hit was found, and why each quote was chosen. */
export function renderExplanation(answer: Answer, columns: number, messages: Messages): string {
  const rank = (value: number | null) => String(value ?? '-').padStart(7);
  const hits = answer.hits.map(
    ({ passage, keywordRank, vectorRank, similarity, fused, score }) =>
      `${rank(keywordRank)} ${rank(vectorRank)}   ${similarity.toFixed(3)}   ${fused.toFixed(3)}   ${score.toFixed(3)}   ${passage.articleId} ${passage.start}-${passage.end}`,
  );
  const parts = answer.parts.map(
    ({ evidence, adds }) => `- ${evidenceText(evidence, messages)}: ${addsText(adds, messages)}`,
  );
  const quotes = [...answer.quotes, ...answer.nearest].map(
    ({ citation, start, end, chosenFor }) =>
      `[${citation}] ${start}-${end}: ${chosenText(chosenFor, messages)}`,
  );
  const width = lineWidth(columns);
  const wrapped = (lines: string[]) => lines.map((line) => wrap(printable(line), width));
  return [
    ...wrapped([
      daysRead(answer, messages),
      ...readText(answer, messages),
      confidenceText(answer, messages),
      ...parts,
    ]),
    // The names of the measures are those of the JSON fields.
    'keyword  vector  cosine   fused   score   passage',
    ...hits,
    ...wrapped(quotes),
    messages.milliseconds(answer.ms),
  ].join('\n');
}
