// Questions line by line: a chat where a person types, plain answers or JSON where a program does.
import { styleText } from 'node:util';
import { partOf, type Archive } from '../archive.ts';
import { askAfter, type Earlier } from '../conversation.ts';
import type { Messages } from '../messages/messages.ts';
import { smallTalkOf } from '../question/small-talk.ts';
import type { Answer, Filter } from '../types.ts';
import { answerJson, checkJson } from './answer-json.ts';
import { coverageLine, renderAnswer, renderExplanation } from './answer-view.ts';
import { renderCheck } from './check-report.ts';
import { inputLines } from './input-lines.ts';
import { printable, wrap } from './lines.ts';

export interface AskOptions {
  filter: Filter;
  messages: Messages;
  json?: boolean;
  explain?: boolean;
  /** Look the text up as a quotation or claim, instead of answering it. */
  check?: boolean;
  /** Lines are one conversation, in which a question may lean on the one before it. */
  isConversation?: boolean;
}

const DEFAULT_COLUMNS = 80;

const columns = (): number => process.stdout.columns || DEFAULT_COLUMNS;

/** Answers one question, or checks one text, on standard output. */
export async function askOnce(archive: Archive, text: string, options: AskOptions): Promise<void> {
  const { filter, json, explain, messages } = options;
  if (!options.check) return show(await archive.ask({ ...filter, question: text, outlets: null }), options);
  const check = await archive.check({ ...filter, text, outlets: null });
  print(json ? JSON.stringify(checkJson(check, explain)) : renderCheck(check, columns(), messages));
}

function show(answer: Answer, { json, explain, messages }: AskOptions): void {
  if (json) return print(JSON.stringify(answerJson(answer, explain)));
  print(renderAnswer(answer, columns(), messages, { bold }));
  if (explain) print(`\n${renderExplanation(answer, columns(), messages)}`);
}

/** Bold where standard output is a terminal that shows it, and `NO_COLOR` does not forbid it. */
const bold = (words: string): string => styleText('bold', words, { stream: process.stdout });

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Answers one line of a conversation; gives what the next one may lean on. */
async function converse(
  archive: Archive,
  earlier: Earlier | null,
  question: string,
  options: AskOptions,
): Promise<Earlier | null> {
  const isTalk = smallTalkOf(question) !== null;
  const { answer, reading, filter } = await askAfter(partOf(archive, null), isTalk ? null : earlier, {
    ...options.filter,
    question,
  });
  if (reading.carried.length > 0)
    print(`${wrap(printable(options.messages.readAs(answer.question)), columns())}\n`);
  show(answer, options);
  if (isTalk) return earlier;
  const hasMore = answer.kind === 'answered' && answer.further.length > 0;
  return { question: answer.question, filter, hasMore };
}

/** Answers every line of standard input until it ends. */
export async function askLines(archive: Archive, options: AskOptions): Promise<void> {
  const typing = Boolean(process.stdin.isTTY);
  const prompt = { output: process.stdout, text: options.json ? '' : `\n${options.messages.prompt}> ` };
  let earlier: Earlier | null = null;
  for await (const line of inputLines(process.stdin, typing ? prompt : null)) {
    if (typing && line.trim() === '') continue;
    if (!typing && !options.json) print(`\n> ${line}\n`);
    if (options.isConversation) earlier = await converse(archive, earlier, line, options);
    else await askOnce(archive, line, options);
  }
}

/** The chat that `npm start` is without a Discord token. */
export async function chat(archive: Archive, messages: Messages): Promise<void> {
  const coverage = await archive.coverage({ outlets: null });
  for (const line of [coverageLine(coverage, new Date(), messages), messages.chatHint])
    print(wrap(line, columns()));
  await askLines(archive, { filter: {}, messages, isConversation: true });
  if (process.stdin.isTTY) print('');
}
