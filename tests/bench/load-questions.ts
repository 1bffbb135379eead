// Many people asking at once in the loopback Discord: when each question is acknowledged, when it is answered, what is lost.
import type { Discord } from '../support/loopback/discord.ts';
import type { StoredMessage } from '../support/loopback/types.ts';

/** So many questions are asked by mentioning the bot; the others by /ask. */
const EVERY_NTH_MENTIONS = 5;

/** What became of one question, in ms after it was asked; undefined: nothing. */
export interface Outcome {
  /** Mentions have no deadline and no acknowledgement. */
  acknowledgedMs?: number | undefined;
  answeredMs?: number;
  /** The person was told their place in the line. */
  waited: boolean;
  mention: boolean;
}

/** Asks one question after another, evenly over a time, by people in turn; resolves when all are answered or lost. */
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
    asked.response(isAnswer).catch(() => undefined),
  ]);
  return { mention: false, acknowledgedMs: acknowledged?.afterMs, ...answered(answer, began) };
}

async function mention(discord: Discord, question: string, user: string): Promise<Outcome> {
  const began = Date.now();
  const id = discord.mention(question, { user });
  const find = () => {
    const reply = discord.replyTo(id);
    return reply && isAnswer(reply) ? reply : undefined;
  };
  const answer = await discord.until('an answer', find).catch(() => undefined);
  return { mention: true, ...answered(answer, began) };
}

const isAnswer = ({ content }: StoredMessage): boolean => /^-# Question: /.test(content);

function answered(answer: StoredMessage | undefined, began: number) {
  const states = answer?.versions ?? [];
  const waited = states.some(({ content }) => / before yours…$/.test(content));
  return { waited, ...(answer && { answeredMs: states.at(-1)!.at - began }) };
}
