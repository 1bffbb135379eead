// Questions line by line: a chat where a person types, plain answers or JSON where a program does.
import { partOf, type Archive } from '../archive.ts';
import { askAfter, type Earlier, type Understood } from '../conversation.ts';
import { renderCheck } from './check-report.ts';
import { coverageLine, renderAnswer, renderExplanation, wrap } from './answer-view.ts';
import { inputLines } from './input-lines.ts';
import type { Check } from '../check/check-types.ts';
import { smallTalkOf } from '../question/small-talk.ts';
import type { Answer, Filter, Quote, Source } from '../types.ts';

export interface AskOptions {
  filter: Filter;
  json?: boolean;
  explain?: boolean;
  /** Look the text up as a quotation or claim, instead of answering it. */
  check?: boolean;
  /** Lines are one conversation, in which a question may lean on the one before it. */
  isConversation?: boolean;
}

const PROMPT = '\nask> ';
const DEFAULT_COLUMNS = 80;
const HINT = 'Type a question, Ctrl+D to leave. To answer in Discord, set DISCORD_TOKEN (README.md).';

const columns = (): number => process.stdout.columns || DEFAULT_COLUMNS;

/** Answers one question, or checks one text, on standard output. */
export async function askOnce(archive: Archive, question: string, options: AskOptions): Promise<void> {
  if (options.check) return checkOnce(archive, question, options);
  show(await archive.ask({ ...options.filter, question, outlets: null }), options);
}

function show(answer: Answer, options: AskOptions): void {
  const text = options.json
    ? JSON.stringify(answerJson(answer, options.explain))
    : renderAnswer(answer, columns());
  process.stdout.write(`${text}\n`);
  if (options.explain && !options.json) process.stdout.write(`\n${renderExplanation(answer)}\n`);
}

async function checkOnce(
  archive: Archive,
  claim: string,
  { filter, json, explain }: AskOptions,
): Promise<void> {
  const check = await archive.check({ ...filter, text: claim, outlets: null });
  const text = json ? JSON.stringify(checkJson(check, explain)) : renderCheck(check, columns());
  process.stdout.write(`${text}\n`);
}

/** Answers one line of a conversation; gives what the next one may lean on. */
async function converse(
  archive: Archive,
  earlier: Earlier | null,
  question: string,
  options: AskOptions,
): Promise<Earlier | null> {
  const part = partOf(() => archive, null);
  const isTalk = smallTalkOf(question) !== null;
  const understood = await askAfter(part, isTalk ? null : earlier, { ...options.filter, question });
  const { answer, reading } = understood;
  if (reading.carried.length > 0)
    process.stdout.write(`${wrap(`Read as: ${answer.question}`, columns())}\n\n`);
  show(answer, options);
  return isTalk ? earlier : leanedOn(understood);
}

const leanedOn = ({ answer, filter }: Understood): Earlier => ({
  question: answer.question,
  filter,
  hasMore: answer.kind === 'answered' && answer.further.length > 0,
});

/** Answers every line of standard input until it ends. */
export async function askLines(archive: Archive, options: AskOptions): Promise<void> {
  const typing = Boolean(process.stdin.isTTY);
  const prompt = { output: process.stdout, text: options.json ? '' : PROMPT };
  let earlier: Earlier | null = null;
  for await (const line of inputLines(process.stdin, typing ? prompt : null)) {
    if (typing && line.trim() === '') continue;
    if (!typing && !options.json) process.stdout.write(`\n> ${line}\n\n`);
    if (options.isConversation) earlier = await converse(archive, earlier, line, options);
    else await askOnce(archive, line, options);
  }
}

/** The chat that `npm start` is without a Discord token. */
export async function chat(archive: Archive): Promise<void> {
  const coverage = await archive.coverage({ outlets: null });
  for (const line of [coverageLine(coverage, new Date()), HINT])
    process.stdout.write(`${wrap(line, columns())}\n`);
  await askLines(archive, { filter: {}, isConversation: true });
  if (process.stdin.isTTY) process.stdout.write('\n');
}

/** The answer as others script against it; with `explain`, the hits and reasons too. */
export function answerJson(answer: Answer, explain = false) {
  const { question, asOf, period, kind, confidence, quotes, nearest, ms } = answer;
  return {
    question,
    asOf,
    period,
    kind,
    confidence: Number(confidence.toFixed(4)),
    quotes: quotes.map((quote) => quoteJson(quote, explain)),
    nearest: nearest.map((quote) => quoteJson(quote, explain)),
    ms,
    ...(answer.kind === 'answered' ? { differing: answer.differing } : { reason: answer.reason }),
    ...(answer.kind === 'answered' && answer.note !== null ? { note: answer.note } : {}),
    ...(explain ? { parts: answer.parts, hits: answer.hits } : {}),
  };
}

/** The verdict as others script against it. */
export function checkJson(check: Check, explain = false) {
  const { text, kind, places, ms } = check;
  return {
    text,
    kind,
    places: places.map((place) => ({ ...quoteJson(place, explain), difference: place.difference })),
    ...(check.kind === 'exact' ? { more: check.more } : {}),
    ...(check.kind === 'near' ? { similarity: Number(check.similarity.toFixed(4)) } : {}),
    ...(check.kind === 'not found'
      ? { nearest: check.nearest.map((quote) => quoteJson(quote, explain)), reason: check.reason }
      : {}),
    ms,
  };
}

function quoteJson({ article, also, why, ...quote }: Quote, explain: boolean) {
  const { citation, text, start, end, speaker, link } = quote;
  const shown = { citation, text, start, end, speaker, link, article: sourceJson(article) };
  const elsewhere = also.map((other) => ({ article: sourceJson(other.article), link: other.link }));
  return { ...shown, also: elsewhere, ...(explain ? { why } : {}) };
}

const sourceJson = ({ id, file, title, url, outlet, published }: Source) => ({
  id,
  file,
  title,
  url,
  outlet,
  published,
});
