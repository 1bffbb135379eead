// What is kept of questions and votes, for /insights, and its end with their server. Never in the way of an answer.
import type { Channel, Interaction, Message } from 'discord.js';
import type { Tally, Vote } from '../server-data/server-data.ts';
import type { Answer } from '../types.ts';
import type { Desk } from './services.ts';

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

/** Deletes what is kept of a server that has removed the bot, or is no more. Never throws. */
export function forgetServer(desk: Desk, server: string): void {
  const gone = desk.people.quietly((people) => people.forgetServer(server), null);
  if (gone) desk.log.info({ server, ...gone }, 'the server is left, and what was kept of it is deleted');
  else desk.log.error({ server }, 'the server is left, but what was kept of it cannot be deleted');
}

/** Deletes what was set for a channel that is no more. Never throws. */
export function forgetChannel(desk: Desk, channel: Channel): void {
  if (channel.isDMBased()) return;
  desk.people.quietly((people) => people.reset(channel.guildId, channel.id), undefined);
}
