// A question in its conversation: what the bot was asked before, and the answer to the question that leans on it.
import {
  ComponentType,
  MessageFlags,
  MessageType,
  type Channel,
  type Message,
  type TextBasedChannel,
} from 'discord.js';
import type { Archive } from '../ask.ts';
import { messageOf, UserError } from '../errors.ts';
import { followUp } from '../question/follow-up/follow-up.ts';
import type { Rewrite } from '../question/follow-up/later-question.ts';
import { readQuestion } from '../question/question.ts';
import { stemSet } from '../text/words.ts';
import type { Answer, Filter } from '../types.ts';
import { reasonFor } from '../wording.ts';
import { VERBS } from './views/answer-buttons.ts';
import { askedIn } from './views/question-line.ts';
import { outletKey, readCustomId, readScope, type Scope } from './custom-ids.ts';
import type { Desk } from './services.ts';
import { allowed } from './place.ts';
import type { Messages } from '../messages/messages.ts';

/** A question that was answered, as the message of its answer keeps it. */
export interface Earlier {
  question: string;
  /** What it was limited to, as `scopeField` writes it; empty in answers of before that was kept. */
  scope: string;
  /** Its answer held quotes back, which a button shows. */
  hasMore: boolean;
}

/** An answer, how its question was read, and what it was limited to. */
export interface Understood {
  answer: Answer;
  reading: Rewrite;
  filter: Filter;
  /** What of the filter the earlier question brought along. */
  kept: Filter;
}

/** A word of so many letters is known without its last one. */
const LONG_WORD = 5;
const NONE: Earlier = { question: '', scope: '', hasMore: false };

/**
 * The question that a message follows: of the bot's own message that it replies to, or else of the bot's last answer in a
 * thread that it opened or in private. Other people's messages are not looked at. Without a question: it follows none.
 */
export async function earlierQuestion(message: Message, botId: string, { log }: Desk): Promise<Earlier> {
  if (message.type !== MessageType.Reply) return lastQuestion(message.channel, botId);
  if (message.mentions.repliedUser?.id !== botId) return NONE;
  const repliedTo = await message.fetchReference().catch((thrown: unknown) => {
    log.debug({ reason: messageOf(thrown) }, 'the message replied to is gone');
  });
  return (repliedTo && answeredBy(repliedTo)) ?? NONE;
}

/** The question of the bot's last answer in a conversation of its own, as far as it has seen it since it started. */
export function lastQuestion(channel: Channel | TextBasedChannel | null, botId: string): Earlier {
  if (!channel?.isTextBased() || !isConversation(channel, botId)) return NONE;
  // What one person alone was answered is nobody else's to follow.
  const own = [...channel.messages.cache.values()].filter(
    ({ author, flags }) => author.id === botId && !flags.has(MessageFlags.Ephemeral),
  );
  return own.map(answeredBy).findLast((earlier) => earlier !== null) ?? NONE;
}

/** The votes have its limits: they stand under every answer and every abstention. */
function answeredBy({ content, components }: Message): Earlier | null {
  const question = askedIn(content);
  if (question === null) return null;
  const buttons = components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  const read = buttons.map(({ customId }) => readCustomId(customId ?? ''));
  const found = (verb: string) => read.find((id) => id?.verb === verb);
  const hasMore = found(VERBS.more) !== undefined;
  return { question, scope: found(VERBS.vote)?.fields[1] ?? '', hasMore };
}

const isConversation = (channel: Channel | TextBasedChannel, botId: string): boolean =>
  channel.isDMBased() || (channel.isThread() && channel.ownerId === botId);

interface Asked {
  earlier: Earlier;
  question: string;
  /** What the question is limited to by itself, with the outlets that are allowed. */
  filter: Filter;
  today: string;
  /** For what may be refused. */
  messages: Messages;
}

/**
 * Asks the readings of a question, the fullest first, until one is answered as it was meant. One that takes anything from
 * the earlier question takes its limits, too.
 * @throws UserError when the outlet of the earlier question is not allowed any more, or not in the archive
 */
export async function understood(archive: Archive, asked: Asked): Promise<Understood> {
  const { earlier, question, filter, today } = asked;
  const scope = earlier.scope === '' ? null : await scopeOf(archive, earlier.scope);
  const day = filter.asOf ?? scope?.filter.asOf ?? today;
  const readings = followUp(earlier.question, question, day);
  const answered = async (reading: Rewrite): Promise<Understood> => {
    const kept = reading.carried.length > 0 ? keptLimits(scope, asked) : {};
    const all = { ...filter, ...kept };
    const answer = await archive.ask(reading.question, all, today);
    return { answer: reading.more ? theRest(answer, earlier) : answer, reading, filter: all, kept };
  };
  const tried: Understood[] = [];
  for (const reading of readings) {
    const found = await answered(reading);
    if (isMeant(found.answer, reading)) return found;
    tried.push(found);
  }
  return bestOf(tried);
}

/**
 * None is answered as it was meant: the last one counts, if it is answered at all or holds on to the person. Else nothing
 * was found without the earlier question, so that it leaned on it.
 */
const bestOf = (tried: readonly Understood[]): Understood => {
  const last = tried.at(-1)!;
  return last.answer.kind === 'answered' || last.reading.carried.length > 0 ? last : tried[0]!;
};

/** "More?": all that the answer held back, in one message, so that the next "More?" finds nothing held back. */
function theRest(answer: Answer, { hasMore }: Earlier): Answer {
  if (answer.kind === 'answered' && hasMore && answer.further.length > 0)
    return { ...answer, quotes: answer.further, further: [], differing: [], outdated: null, note: null };
  const cause = { kind: 'no more' } as const;
  const reason = reasonFor(cause, answer.coverage);
  return { ...answer, kind: 'abstained', quotes: [], nearest: [], cause, reason };
}

/** What a button or an earlier answer is limited to; null when its outlet is not in the archive any more. */
export async function scopeOf(archive: Archive, field: string): Promise<Scope | null> {
  const { outlets: known } = await archive.coverage();
  return readScope(field, (key) => known.find(({ outlet }) => outletKey(outlet) === key)?.outlet);
}

/** The limits of the earlier question that still hold: what the new one says itself of days or outlet comes before them. */
function keptLimits(scope: Scope | null, { earlier, question, filter, today, messages }: Asked): Filter {
  if (earlier.scope === '') return {};
  if (!scope) throw new UserError(messages.earlierOutletGone, messages.askInFull);
  const { from, to, outlet, asOf } = scope.filter;
  const [first, last] = [filter.from ?? from, filter.to ?? to];
  const isNewPeriod = readQuestion(question, filter.asOf ?? asOf ?? today).period !== null;
  const isPeriod = !isNewPeriod && !(first && last && first > last);
  const kept = {
    ...(isPeriod && from && !filter.from && { from }),
    ...(isPeriod && to && !filter.to && { to }),
    ...(outlet && !filter.outlet && { outlet }),
    ...(asOf && !filter.asOf && { asOf }),
  };
  allowed(kept, { outlets: filter.outlets ?? [] }, messages);
  return kept;
}

/** The first quote or its title holds what the question added: it is not the earlier answer again. */
function isMeant(answer: Answer, { requiredStems }: Rewrite): boolean {
  const [first] = answer.quotes;
  if (!first) return false;
  const held = stemSet(`${first.text} ${first.article.title}`);
  return requiredStems.every((each) => (each.endsWith('*') ? begins(held, each) : held.has(each)));
}

/** "наводнении*" is held where "наводнения" is: of the ending a letter may differ. */
const begins = (held: ReadonlySet<string>, each: string): boolean => {
  const beginning = each.length > LONG_WORD ? each.slice(0, -2) : each.slice(0, -1);
  return [...held].some((word) => word.startsWith(beginning));
};
