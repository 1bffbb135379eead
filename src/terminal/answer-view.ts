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
import type { Answer, Coverage, Quote, SameElsewhere, Span } from '../types.ts';
import { answerIn } from '../text/emphasis.ts';
import { withSurroundings } from '../text/surroundings.ts';
import { lineWidth, printable, styled, wrap } from './lines.ts';
import { clickable, PLAIN, withoutFragment, type Look } from './look.ts';

const INDENT = '  ';
const QUOTED = '│ ';

/** The answer with its quotes and what the archive covers, wrapped to `columns`; the words that answer are bold. */
export function renderAnswer(
  answer: Answer,
  columns: number,
  messages: Messages,
  { now = new Date(), look = PLAIN }: { now?: Date; look?: Look } = {},
): string {
  const width = lineWidth(columns);
  const archive = eachLine(wrap(coverageLine(answer.coverage, now, messages), width), look.dim);
  const quoted = (quotes: readonly Quote[]) =>
    quotes.map((quote) => renderQuote(quote, width, messages, look));
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
export function renderQuote(quote: Quote, width: number, messages: Messages, look = PLAIN): string {
  const answering = answerIn(quote);
  const text = marked(quote.text, answering, width, look);
  const { outlet, published, title } = quote.article;
  const before = `[${quote.citation}] ${quote.speaker === null ? '' : `${quote.speaker} · `}`;
  const origin = { before, outlet, after: `, ${messages.day(published)} · ${title}`, link: quote.link };
  const also = quote.also.flatMap((other) => alsoLines(other, width, messages, look));
  return [text, placed(origin, width, look), ...address(quote.link, look), ...also].join('\n');
}

/** Text of an article behind a mark on each line, a part of it in bold. */
function marked(text: string, part: Span | null, width: number, look: Look): string {
  const shown = printable(text);
  const wrapped = shown
    .split(/\n+/)
    .map((line) => wrap(line, width - QUOTED.length, QUOTED))
    .join('\n');
  const bold = part ? styled({ text: shown, wrapped, indent: QUOTED }, part, look.bold) : wrapped;
  return bold
    .split('\n')
    .map((line) => look.mark(QUOTED.trimEnd()) + line.slice(QUOTED.length - 1))
    .join('\n');
}

/** Characters of an article around a quote. */
const MAX_CONTEXT = 1000;

/** A quote, in bold, within the sentences around it, with where it is from and its address as it can be copied. */
export function renderContext(
  quote: Quote,
  articleText: string,
  width: number,
  messages: Messages,
  look: Look,
): string {
  const { start, end } = withSurroundings(articleText, quote, MAX_CONTEXT);
  const part = { start: quote.start - start, end: quote.end - start };
  const { outlet, published, title, url } = quote.article;
  const after = `, ${messages.day(published)} · ${title}`;
  const origin = placed({ before: `[${quote.citation}] `, outlet, after, link: quote.link }, width, look);
  const copied = url === null ? [] : [look.dim(INDENT + printable(url))];
  return [marked(articleText.slice(start, end), part, width, look), origin, ...copied].join('\n');
}

/** A line on where something is from, on which the outlet leads there if it can. */
interface Origin {
  before: string;
  outlet: string;
  after: string;
  link: string | null;
}

function placed({ before, outlet, after, link }: Origin, width: number, look: Look): string {
  const text = printable(`${before}${outlet}${after}`);
  const wrapped = wrap(text, width, INDENT);
  if (link === null || look.addresses !== 'clickable') return wrapped;
  const named = { start: before.length, end: before.length + outlet.length };
  return styled({ text, wrapped, indent: INDENT }, named, (words) => clickable(words, link));
}

/** The line below an origin that has its address, where one is shown at all. */
function address(link: string | null, { addresses, dim }: Look): string[] {
  if (link === null || addresses === 'clickable') return [];
  return [dim(INDENT + printable(addresses === 'short' ? withoutFragment(link) : link))];
}

function alsoLines(
  { article, link }: SameElsewhere,
  width: number,
  messages: Messages,
  look: Look,
): string[] {
  const { outlet, published } = article;
  const day = `, ${messages.day(published)}`;
  const said = messages.sameIn(outlet + day);
  const below = address(link, look);
  const at = said.lastIndexOf(outlet + day);
  const after = said.slice(at + outlet.length) + (below.length > 0 ? ':' : '.');
  return [placed({ before: said.slice(0, at), outlet, after, link }, width, look), ...below];
}

/** A style ends with its line: what is copied or scrolled is whole. */
const eachLine = (text: string, style: (words: string) => string): string =>
  text
    .split('\n')
    .map((line) => style(line))
    .join('\n');

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
