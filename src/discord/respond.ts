// How what is shown reaches a person: acknowledged in time, private if it is to be, and not lost when the plain way is closed.
import { setTimeout as pause } from 'node:timers/promises';
import {
  MessageFlags,
  RESTJSONErrorCodes as Code,
  type ChatInputCommandInteraction,
  type Message,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { AskQuery } from '../archive.ts';
import { messageOf } from '../errors.ts';
import type { Messages } from '../messages/messages.ts';
import type { Context } from './context.ts';
import { missingFor } from './permissions.ts';
import { expectedRefusal, isRefusal } from './refusals.ts';
import { openThread } from './threads.ts';
import { escapeText, shorten } from './views/markdown.ts';
import { payload, type Payload } from './views/payload.ts';

const PRIVATE = MessageFlags.Ephemeral | MessageFlags.SuppressEmbeds;
/** Escaping at most doubles it. */
const MAX_SENTENCE = 900;
/** How long an answer that is ready waits for "is typing…" to be out, which would else come after it and stay. */
const TYPING_WAIT_MS = 500;

/** A command, button or menu that somebody used. */
export type Used =
  ChatInputCommandInteraction | MessageContextMenuCommandInteraction | MessageComponentInteraction;

/** What is shown in the end. */
export interface Shown {
  message: Payload;
  /** Told once the message stands, with its id. */
  onShown?: (messageId: string) => Promise<void>;
  /** For the asker alone, after the message. */
  aside?: Payload;
}

/** What whoever makes an answer can tell meanwhile. */
export interface Interim {
  /** Shows something that the answer takes the place of. */
  show: (interim: Payload) => Promise<unknown>;
  /** Shows the place of who waits; the answer is worth more than the notice. */
  onWait: NonNullable<AskQuery['onWait']>;
}

type Work = (interim: Interim) => Promise<Payload | Shown>;

/** The answer to a command, button or menu. */
export interface Response {
  /** Whom it is for; `message`: it takes the place of the message that the button stands on. */
  to: 'all' | 'asker' | 'message';
  /** It may take longer than Discord takes an answer to a command: then it is posted to the channel. */
  isLong?: true;
  /** It waits for its turn with the archive: where too many do, that is told instead of any acknowledgement. */
  isQueued?: true;
  /** Is called once it is acknowledged. */
  work: Work;
}

/** The rows of a message change with the acknowledgement, and something is posted for all; when it cannot be, they come back. */
export interface Posting {
  components: Payload['components'];
  post: Payload;
  /** Told when it was not posted. */
  onFailure: () => void;
  before: Payload['components'];
}

/** The answer to a message, as a reply to it or, where that is set, in a thread of the given name. */
export interface MessageResponse {
  thread?: string;
  /** It takes no time, so that nobody is shown that the bot types. */
  isInstant?: true;
  work: Work;
}

const shownIn = (made: Payload | Shown): Shown => ('message' in made ? made : { message: made });

const interimIn = (show: Interim['show'], { messages, log }: Context): Interim => ({
  show,
  onWait: async (before) => {
    try {
      await show(payload(`-# ${messages.beforeYours(before)}`));
    } catch (thrown) {
      log.debug({ reason: messageOf(thrown) }, 'the place in the queue is not shown');
    }
  },
});

/** Acknowledges what was used, and shows what comes of it. */
export async function respond(used: Used, response: Response | Posting, context: Context): Promise<void> {
  if ('post' in response) return postOnce(used as MessageComponentInteraction, response);
  if (response.isQueued) context.refuseWhenFull();
  if (response.to === 'message') await (used as MessageComponentInteraction).deferUpdate();
  else await used.deferReply(response.to === 'asker' ? { flags: MessageFlags.Ephemeral } : {});
  const made = await response.work(interimIn((interim) => used.editReply(interim), context));
  const { message, onShown, aside } = shownIn(made);
  if (response.isLong) return conclude(used, message);
  const { id } = await used.editReply(message);
  const told = onShown?.(id);
  if (aside) await used.followUp({ ...aside, flags: PRIVATE });
  await told;
}

async function postOnce(
  used: MessageComponentInteraction,
  { components, post, before, onFailure }: Posting,
): Promise<void> {
  try {
    await used.update({ components: components! });
    await used.followUp(post);
  } catch (thrown) {
    onFailure();
    if (used.replied) await used.editReply({ components: before! });
    throw thrown;
  }
}

/** Answers a message: as a reply, or in a thread on it. */
export async function respondTo(
  message: Message,
  { thread: name, isInstant, work }: MessageResponse,
  context: Context,
): Promise<void> {
  if (!isInstant) context.refuseWhenFull();
  const typing = isInstant ? undefined : showTyping(message, context);
  let replied: Message | undefined;
  // Said once, and from then on edited: the notice that somebody waits gives way to the answer.
  const say = async (answer: Payload): Promise<Message> =>
    (replied = await (replied ? replied.edit(answer) : reply(message, answer)));
  const { message: answer, onShown } = shownIn(await work(interimIn(say, context)));
  await typing;
  const thread = name === undefined || replied ? null : await openThread(message, name, context);
  const { id } = await (thread ? thread.send(answer) : say(answer));
  await onShown?.(id);
}

/** Resolves when it is shown, has failed, or has taken too long: an answer is worth more. */
async function showTyping({ channel }: Message, { log }: Context): Promise<void> {
  if (!channel.isSendable()) return;
  const shown = channel.sendTyping().catch((thrown: unknown) => {
    log.debug({ reason: messageOf(thrown) }, 'typing is not shown');
  });
  await Promise.race([shown, pause(TYPING_WAIT_MS, undefined, { ref: false })]);
}

/**
 * Tells a sentence that concerns only the asker: privately after a command, else as a reply.
 * @param isMuted the bot may not reply: the writer of a message is told in a direct one
 */
export async function tell(
  asked: Message | Used,
  sentence: string,
  messages: Messages,
  isMuted = false,
): Promise<void> {
  const told = payload(escapeText(shorten(sentence, MAX_SENTENCE)));
  if ('author' in asked) return tellWriter(asked, told, isMuted);
  try {
    await tellPrivately(asked, told, messages);
  } catch (thrown) {
    // An acknowledgement that seemed to fail had come through.
    if (isRefusal(thrown, Code.InteractionHasAlreadyBeenAcknowledged) && !asked.deferred) {
      asked.deferred = true;
      return tellPrivately(asked, told, messages);
    }
    if (!isRefusal(thrown, Code.InvalidWebhookToken)) throw thrown;
    await post(asked, told);
  }
}

/** As a reply, or where the bot may not write in a direct message: a reaction could not name the permission. */
async function tellWriter(message: Message, told: Payload, isMuted: boolean): Promise<void> {
  if (isMuted || missingFor(message).length > 0) await message.author.send(told);
  else await reply(message, told);
}

/**
 * After a public "thinking…" the first thing that comes fills it, for all to see, whatever its flags say. So it
 * is filled, the sentence follows in private, and what filled it is taken away.
 */
async function tellPrivately(used: Used, told: Payload, messages: Messages): Promise<void> {
  if (!used.deferred && !used.replied) await used.reply({ ...told, flags: PRIVATE });
  // What a button had deferred is the message it stands on, which stays as it is.
  else if (used.isMessageComponent() && !used.ephemeral) await used.followUp({ ...told, flags: PRIVATE });
  else if (used.ephemeral) await used.editReply(told);
  else {
    await used.editReply(payload(messages.toldInPrivate)).catch(unlessGone);
    await used.followUp({ ...told, flags: PRIVATE });
    await used.deleteReply().catch(unlessGone);
  }
}

function unlessGone(thrown: unknown): void {
  if (!isRefusal(thrown, Code.UnknownMessage)) throw thrown;
}

/** Replies to a message, and gives the reply; where the bot may not read the history, Discord takes no reply, but a message. */
async function reply(message: Message, answer: Payload): Promise<Message> {
  try {
    return await message.reply(answer);
  } catch (thrown) {
    const noHistory = isRefusal(thrown, Code.CannotReplyWithoutPermissionToReadMessageHistory);
    if (!noHistory || !message.channel.isSendable()) throw thrown;
    return message.channel.send(answer);
  }
}

/**
 * Fills the response of a command, or when 15 minutes have passed or it was deleted posts to its channel; what was for the
 * asker alone goes to them.
 */
async function conclude(used: Used, closing: Payload): Promise<void> {
  try {
    await used.editReply(closing);
  } catch (thrown) {
    if (!expectedRefusal(thrown)) throw thrown;
    await (used.ephemeral ? used.user.send(closing) : post(used, closing));
  }
}

/** To the channel, or where the bot may not write there to whoever used the command. */
async function post(used: Used, message: Payload): Promise<void> {
  const { channel, client, user } = used;
  if (channel?.isSendable() && missingFor({ channel, client }).length === 0) await channel.send(message);
  else await user.send(message);
}
