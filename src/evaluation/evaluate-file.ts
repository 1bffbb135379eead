// Asks a file of questions, scores the answers, and tells where one was lost.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Archive } from '../archive.ts';
import { messageOf, UserError } from '../errors.ts';
import { readMapped } from '../corpus/articles.ts';
import { firstMisplaced } from '../corpus/shown-text.ts';
import { isDay } from '../text/days.ts';
import { passageAt, quoteAt, score, type LabelledQuestion, type Outcome, type Scores } from './scores.ts';
import { collapse } from '../text/words.ts';
import type { Article, Quote } from '../types.ts';

const lineSchema = z.object({
  question: z.string(),
  answers: z.array(z.string()),
  urls: z.array(z.string()).optional(),
  answerable: z.boolean(),
  asOf: z.string().refine(isDay).optional(),
});

/**
 * The scores of a question file as a table, or as JSON; with `failures`, every question that was lost.
 * @param options.asOf the day that questions without one of their own were asked on
 * @throws UserError when the file is missing or a line is not a question
 */
export async function evaluateFile(
  archive: Archive,
  corpusDir: string,
  path: string,
  options: { json?: boolean; failures?: boolean; asOf?: string | undefined },
): Promise<string> {
  const outcomes: Outcome[] = [];
  for (const labelled of readQuestions(path, options.asOf))
    outcomes.push(await outcomeOf(archive, corpusDir, labelled));
  const scores = score(outcomes);
  const failures = options.failures ? outcomes.flatMap((outcome) => describeFailure(outcome) ?? []) : [];
  if (options.json) return JSON.stringify(options.failures ? { ...scores, failures } : scores);
  return [...failures.map(renderFailure), renderScores(scores)].join('\n');
}

/**
 * The questions of a file, one JSON object a line.
 * @throws UserError when the file is missing or a line is not a question
 */
export function readQuestions(path: string, asOf?: string): LabelledQuestion[] {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.flatMap((line, i) => (line.trim() === '' ? [] : [{ asOf, ...readLine(line, i + 1) }]));
  } catch (thrown) {
    throw new UserError(
      `${path} cannot be read: ${messageOf(thrown)}.`,
      'Give a file of one JSON question a line.',
    );
  }
}

function readLine(line: string, number: number): LabelledQuestion {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`line ${number} is not {"question", "answers", "urls"?, "answerable", "asOf"?}`);
  }
}

async function outcomeOf(archive: Archive, corpusDir: string, labelled: LabelledQuestion): Promise<Outcome> {
  const { question, asOf } = labelled;
  const answer = await archive.ask({ question, ...(asOf && { asOf }), outlets: null });
  const quotes = [...answer.quotes, ...answer.nearest];
  const passages = answer.hits.map(({ passage }) => passage);
  const ids = [...passages.map(({ articleId }) => articleId), ...quotes.map(({ article }) => article.id)];
  const articles = new Map<string, Article | undefined>();
  for (const id of new Set(ids)) articles.set(id, await archive.article({ id, outlets: null }));
  const hits = passages.map(({ articleId, start, end }) => {
    const article = articles.get(articleId);
    return { url: article?.url ?? article?.file ?? '', text: article?.text.slice(start, end) ?? '' };
  });
  const altered = quotes.filter((quote) => !isVerbatim(quote, articles.get(quote.article.id), corpusDir));
  return { labelled, answer, hits, unverified: altered.length };
}

/** A slice of its article's text, each character of which has its place in the file as it is now. */
function isVerbatim(quote: Quote, article: Article | undefined, corpusDir: string): boolean {
  if (article?.text.slice(quote.start, quote.end) !== quote.text) return false;
  const { file } = article;
  const read = readMapped({ file, path: join(corpusDir, file) }, new Map());
  return (
    'article' in read &&
    read.article.text === article.text &&
    firstMisplaced({ ...read, text: article.text }, read.content) === null
  );
}

interface Failure {
  question: string;
  answers: string[];
  lost: 'not retrieved' | 'not chosen' | 'abstained' | 'answered';
  confidence: number;
  quotes: string[];
  hits: string[];
}

function describeFailure(outcome: Outcome): Failure | null {
  const lost = whereLost(outcome);
  if (!lost) return null;
  const { labelled, answer, hits } = outcome;
  const quotes = [...answer.quotes, ...answer.nearest].map((quote) => quote.text);
  const best = hits.slice(0, 3).map(({ url, text }) => `${url} ${collapse(text).slice(0, 160)}`);
  const { question, answers } = labelled;
  return { question, answers, lost, confidence: answer.confidence, quotes, hits: best };
}

function whereLost(outcome: Outcome): Failure['lost'] | null {
  const { labelled, answer } = outcome;
  if (!labelled.answerable) return answer.kind === 'answered' ? 'answered' : null;
  if (!passageAt(outcome, outcome.hits.length)) return 'not retrieved';
  if (answer.kind === 'abstained') return 'abstained';
  return quoteAt(outcome, 3) ? null : 'not chosen';
}

function renderFailure({ question, answers, lost, confidence, quotes, hits }: Failure): string {
  const expected = answers.length > 0 ? answers.join(' | ') : 'no answer';
  const lines = [`${lost.toUpperCase()} (${confidence.toFixed(2)}): ${question}`, `  expected: ${expected}`];
  return [
    ...lines,
    ...quotes.map((quote) => `  quote: ${collapse(quote)}`),
    ...hits.map((hit) => `  hit: ${hit}`),
    '',
  ].join('\n');
}

function renderScores(scores: Scores): string {
  const shown = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(3));
  return Object.entries(scores)
    .map(([name, value]) => `${name.padEnd(17)} ${Number.isNaN(value) ? '-' : shown(value)}`)
    .join('\n');
}
