// What is kept of questions and votes, for /insights. Never in the way of an answer.
import type { Interaction, Message } from 'discord.js';
import type { Tally, Vote } from '../people.ts';
import type { Answer } from '../types.ts';
import type { Desk } from './desk.ts';

type Asked = Pick<Interaction, 'guildId' | 'user'> | Pick<Message, 'guildId' | 'author'>;

/**
 * Keeps a question that was answered or abstained from. Never throws.
 * @param shown the message that holds the answer: its id is what votes go by
 */
export function recordAnswer(desk: Desk, asked: Asked, answer: Answer, shown: Pick<Message, 'id'>): void {
  const { question: text, kind, confidence, ms } = answer;
  const userId = 'user' in asked ? asked.user.id : asked.author.id;
  const server = asked.guildId ?? '';
  const kept = { answer: shown.id, userId, server, text, kind, confidence, ms };
  desk.people.quietly((people) => people.record(kept), undefined);
}

/**
 * A person's vote on the answer in a message; it takes the place of their earlier one.
 * @returns the votes on it now
 * @throws UserError when votes cannot be kept
 */
export function recordVote(
  desk: Desk,
  answerKey: string,
  userId: string,
  vote: Vote,
  serverId: string | null,
): Tally {
  return desk.people.use((people) => people.vote(answerKey, userId, vote, serverId ?? ''));
}

/** The votes on the answer in a message; none while they cannot be read. */
export const votesOn = (desk: Desk, answerKey: string): Tally =>
  desk.people.quietly((people) => people.tally(answerKey), { up: 0, down: 0 });
