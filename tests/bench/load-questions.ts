// Many people asking at once in the loopback Discord: when each question is acknowledged, when it is answered, what is lost.
import type { Discord } from '../support/loopback/discord.ts';
import { isLoading } from '../support/loopback/state.ts';
import type { StoredMessage } from '../support/loopback/types.ts';

/** So many questions are asked by mentioning the bot; the others by /ask. */
const EVERY_NTH_MENTIONS = 5;

/** What became of one question, in ms after it was asked; undefined: nothing. */
export interface Outcome {
  /** Mentions have no deadline and no acknowledgement. */
  acknowledgedMs?: number | undefined;
  answeredMs?: number;
  /** Told a sentence instead, such as that there is no room. */
  toldMs?: number;
  /** The person was told their place in the line. */
  waited: boolean;
  mention: boolean;
}

/** Asks one question after another, evenly over a time, by people in turn; resolves when all are answered, told a sentence, or lost. */
export async function askAll(
  discord: Discord,
  questions: readonly string[],
  { people, ms }: { people: number; ms: number },
): Promise<Outcome[]> {
  const outcomes = questions.map(async (question, n) => {
    await new Promise((later) => setTimeout(later, (n * ms) / questions.length));
    const user = `person ${n % people}`;
    return n % EVERY_NTH_MENTIONS === 0 ? mention(discord, question, user) : command(discord, question, user);
  });
  return Promise.all(outcomes);
}

/** As many different questions as are wanted: the same question twice within a minute would be answered from the first. */
export const manyOf = (questions: readonly string[], count: number): string[] =>
  Array.from({ length: count }, (_, n) => {
    const round = Math.floor(n / questions.length);
    return questions[n % questions.length]! + '?'.repeat(round);
  });

async function command(discord: Discord, question: string, user: string): Promise<Outcome> {
  const began = Date.now();
  const asked = discord.command('ask', { question }, { user });
  const [acknowledged, answer] = await Promise.all([
    asked.acknowledged.catch(() => undefined),
    asked.response(isDone).catch(() => undefined),
  ]);
  return { mention: false, acknowledgedMs: acknowledged?.afterMs, ...answered(answer, began) };
}

async function mention(discord: Discord, question: string, user: string): Promise<Outcome> {
  const began = Date.now();
  const id = discord.mention(question, { user });
  const find = () => {
    const reply = discord.replyTo(id);
    return reply && isDone(reply) ? reply : undefined;
  };
  const answer = await discord.until('an answer', find).catch(() => undefined);
  return { mention: true, ...answered(answer, began) };
}

const isWaiting = ({ content }: { content: string }): boolean => / before yours…$/.test(content);

/** Whether a message answers a question, be it that it abstains. */
export const isAnswer = ({ content }: { content: string }): boolean => /^-# Question: /.test(content);

/** Whether a message tells whoever asked a sentence instead of an answer. */
export const isTold = (message: StoredMessage): boolean =>
  !isLoading(message) && !isWaiting(message) && message.content !== '' && !isAnswer(message);

const isDone = (message: StoredMessage): boolean => isAnswer(message) || isTold(message);

function answered(message: StoredMessage | undefined, began: number) {
  const states = message?.versions ?? [];
  const waited = states.some(isWaiting);
  const ms = message && states.at(-1)!.at - began;
  return { waited, ...(message && (isAnswer(message) ? { answeredMs: ms! } : { toldMs: ms! })) };
}
