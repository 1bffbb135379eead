// An answer as lines for a terminal. Pure: text in, text out; article text cannot steer the terminal.
import type { Answer, BuildReport, Coverage, ExampleUse, Problem, Quote, SameElsewhere } from '../types.ts';
import { age, count, day, differingLine, period } from '../wording.ts';

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;
const NO_ARTICLES =
  'There is no article to answer from. Put .txt or .md files into the corpus folder (docs/articles.md), then run: npm run index';
const INDENT = '  ';

/** The answer with its quotes and what the archive covers, wrapped to `columns`. */
export function renderAnswer(answer: Answer, columns: number, now = new Date()): string {
  const width = lineWidth(columns);
  const archive = wrap(coverageLine(answer.coverage, now), width);
  if (answer.kind === 'answered') {
    const notes = [differingLine(answer.differing, answer.quotes), answer.note];
    const quotes = answer.quotes.map((quote) => renderQuote(quote, width));
    const said = notes.flatMap((note) => (note === null ? [] : [wrap(printable(note), width)]));
    return [...quotes, ...said, archive].join('\n\n');
  }
  const nearest = answer.nearest.map((quote) => renderQuote(quote, width));
  const heading = nearest.length > 0 ? ['Nearest passages (not an answer):'] : [];
  return [wrap(answer.reason, width), archive, ...heading, ...nearest].join('\n\n');
}

/** Lines are neither cut to pieces nor too long to read. */
export const lineWidth = (columns: number): number => Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH);

/** A quote with where it is from. */
export function renderQuote(quote: Quote, width: number): string {
  const lines = printable(quote.text).split(/\n+/);
  const quoted = lines.map((line) => wrap(line, width - 2, '│ ')).join('\n');
  const { outlet, published, title } = quote.article;
  const speaker = quote.speaker === null ? '' : `${quote.speaker} · `;
  const origin = wrap(
    printable(`[${quote.citation}] ${speaker}${outlet}, ${day(published)} · ${title}`),
    width,
    INDENT,
  );
  const links = [quote.link, ...quote.also.flatMap((other) => [alsoLine(other, width), other.link])];
  return [quoted, origin, ...links.map((line) => `${INDENT}${printable(line)}`)].join('\n');
}

const alsoLine = ({ article }: SameElsewhere, width: number): string =>
  wrap(`the same in ${article.outlet}, ${day(article.published)}:`, width - INDENT.length);

/** What the archive covers: "24 articles, 9 February 2025 to 29 September 2025, index 2 hours old". */
export function coverageLine({ articles, from, to, indexedAt }: Coverage, now: Date): string {
  const days = from && to ? `, ${period(from, to)}` : '';
  return `Archive: ${count(articles, 'article')}${days}, ${age(indexedAt, now)}.`;
}

/** How each hit was found and why each quote was chosen. */
export function renderExplanation(answer: Answer): string {
  const rank = (value: number | null) => String(value ?? '-').padStart(7);
  const hits = answer.hits.map(
    ({ passage, keywordRank, vectorRank, similarity, fused, score }) =>
      `${rank(keywordRank)} ${rank(vectorRank)}   ${similarity.toFixed(3)}   ${fused.toFixed(3)}   ${score.toFixed(3)}   ${passage.articleId} ${passage.start}-${passage.end}`,
  );
  const quotes = [...answer.quotes, ...answer.nearest].map(
    (quote) => `[${quote.citation}] ${quote.start}-${quote.end}: ${quote.why}`,
  );
  return [
    `confidence ${answer.confidence.toFixed(3)}, ${answer.ms} ms, ${daysLine(answer)}`,
    'keyword  vector  cosine   fused   score   passage',
    ...hits,
    ...quotes,
  ].join('\n');
}

function daysLine({ asOf, period: named }: Answer): string {
  if (named === null) return `as of ${asOf}, no period`;
  return `as of ${asOf}, period (${named.kind}): ${named.from ?? '…'} to ${named.to}`;
}

/** The closing report of a build. */
export function renderReport(report: BuildReport): string {
  const { articles, passages, embedded, reused, removed, resumed, problems, example, seconds } = report;
  const counts = `${count(articles, 'article')}, ${count(passages, 'passage')}: ${embedded} embedded, ${reused} reused`;
  const lines = problems.map(renderProblem);
  return [
    ...lines,
    ...(resumed ? ['An earlier build had been ended early; this one went on from there.'] : []),
    ...(articles === 0 ? [NO_ARTICLES] : []),
    ...exampleLines(example),
    `${counts}; ${count(removed, 'article')} removed; ${count(problems.length, 'problem')}; ${seconds.toFixed(1)} s`,
  ].join('\n');
}

/** What became of the example articles, where that needs to be said. */
export function exampleLines(example: ExampleUse): string[] {
  if (example === 'left out') return ['The example articles are left out, since others lie in corpus.'];
  if (example === null) return [];
  return [
    'CORPUS_DIR is set, so the example articles are read with yours. Unset it, or delete corpus/example, to leave them out.',
  ];
}

const renderProblem = ({ file, line, message, remedy }: Problem): string =>
  printable(`${file}:${line}: ${message} ${remedy}`);

/** Words on lines of at most `width` characters; a longer word gets a line of its own. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}

/** Without control and direction characters: no article can move the cursor or colour the screen. */
export const printable = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
