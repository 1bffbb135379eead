// Questions line by line: a chat where a person types, plain answers or JSON where a program does.
import { join } from 'node:path';
import type { Archive } from '../archive.ts';
import { showsLinks, stateFolder, type Settings } from '../config.ts';
import type { Messages } from '../messages/messages.ts';
import type { Answer, Filter } from '../types.ts';
import { answerJson, checkJson, jsonLine } from './answer-json.ts';
import { coverageLine, renderAnswer, renderExplanation } from './answer-view.ts';
import { isGoodbye } from './chat-command.ts';
import { openSession } from './chat-session.ts';
import { renderCheck } from './check-report.ts';
import { NO_HISTORY, openHistory, type History } from './history.ts';
import { inputLines } from './input-lines.ts';
import { wrap } from './lines.ts';
import { lookOf } from './look.ts';
import { whileShown } from './spinner.ts';

export interface AskOptions {
  filter: Filter;
  messages: Messages;
  json?: boolean;
  explain?: boolean;
  /** Look the text up as a quotation or claim, instead of answering it. */
  check?: boolean;
}

/** What the chat reads from and writes to. */
export interface Terminal {
  input: NodeJS.ReadStream;
  output: NodeJS.WriteStream;
  /** What is no answer: signs of life, and trouble. */
  errors: NodeJS.WriteStream;
}

const DEFAULT_COLUMNS = 80;

const ofProcess = (): Terminal => ({ input: process.stdin, output: process.stdout, errors: process.stderr });
const columnsOf = ({ output }: Terminal): number => output.columns || DEFAULT_COLUMNS;
/** A person sees what they type, and what is answered. */
const isTyped = ({ input, output }: Terminal): boolean => Boolean(input.isTTY && output.isTTY);
const print = ({ output }: Terminal, text: string): void => void output.write(`${text}\n`);

/** Answers one question, or checks one text, on standard output. */
export async function askOnce(archive: Archive, text: string, options: AskOptions): Promise<void> {
  const { filter, json, explain, messages } = options;
  const terminal = ofProcess();
  const waited = <T>(work: () => Promise<T>) => whileShown(terminal.errors, messages.chatSearching, work);
  if (!options.check) {
    const answer = await waited(() => archive.ask({ ...filter, question: text, outlets: null }));
    return show(answer, terminal, options);
  }
  const check = await waited(() => archive.check({ ...filter, text, outlets: null }));
  const look = lookOf(terminal.output, showsLinks());
  print(
    terminal,
    json ? jsonLine(checkJson(check, explain)) : renderCheck(check, columnsOf(terminal), messages, { look }),
  );
}

function show(answer: Answer, terminal: Terminal, { json, explain, messages }: AskOptions): void {
  if (json) return print(terminal, jsonLine(answerJson(answer, explain)));
  const look = lookOf(terminal.output, showsLinks());
  print(terminal, renderAnswer(answer, columnsOf(terminal), messages, { look }));
  if (explain) print(terminal, `\n${renderExplanation(answer, columnsOf(terminal), messages)}`);
}

/** Answers every line of standard input until it ends. */
export async function askLines(archive: Archive, options: AskOptions): Promise<void> {
  const terminal = ofProcess();
  const typing = isTyped(terminal);
  const prompt = { output: terminal.output, text: options.json ? '' : `\n${options.messages.prompt}> ` };
  for await (const line of inputLines(terminal.input, typing ? prompt : null)) {
    if (typing && line.trim() === '') continue;
    if (!typing && !options.json) print(terminal, `\n> ${line}\n`);
    await askOnce(archive, line, options);
  }
}

/** The chat that `npm start` is without a Discord token. */
export async function chat(
  archive: Archive,
  messages: Messages,
  settings: Pick<Settings, 'HISTORY'>,
  terminal = ofProcess(),
): Promise<void> {
  const typing = isTyped(terminal);
  const coverage = await archive.coverage({ outlets: null });
  const hint = typing ? messages.chatTypedHint : messages.chatHint;
  for (const line of [coverageLine(coverage, new Date(), messages), hint])
    print(terminal, wrap(line, columnsOf(terminal)));
  const look = lookOf(terminal.output, showsLinks());
  const columns = () => columnsOf(terminal);
  const session = openSession(archive, { messages, look, columns, isTyped: typing });
  const history = typing && settings.HISTORY ? historyOf(terminal, messages) : NO_HISTORY;
  let leave: (left: null) => void;
  const left = new Promise<null>((resolve) => (leave = resolve));
  const prompt = {
    output: terminal.output,
    text: `\n${look.mark(`${messages.prompt}>`)} `,
    history: history.lines,
    complete: (line: string) => session.complete(line),
    onceMore: messages.chatOnceMore,
    onLeave: () => leave(null),
  };
  for await (const line of inputLines(terminal.input, typing ? prompt : null)) {
    if (typing && line.trim() === '') continue;
    if (!typing) print(terminal, `\n> ${line}\n`);
    if (!isGoodbye(line)) history.add(line);
    const reply = await whileShown(terminal.errors, messages.chatSearching, () =>
      Promise.race([session.reply(line), left]),
    );
    if (reply === null) break;
    print(terminal, typing ? `\n${reply}` : reply);
  }
  if (typing) print(terminal, '');
}

/** What was typed in earlier runs; whoever cannot have it is told why. */
const historyOf = ({ errors }: Terminal, messages: Messages): History =>
  openHistory(
    join(stateFolder(), 'history'),
    (reason) => void errors.write(`${messages.chatHistoryNotKept(reason)}\n`),
  );
