// Every event comes through here: to the code that answers it, and to the single catch of whatever that throws.
import { randomUUID } from 'node:crypto';
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  Message,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import { messageOf, UserError } from '../errors.ts';
import { Busy } from './busy.ts';
import { withinLimits } from './command.ts';
import { commands, controls, menus } from './commands.ts';
import type { Desk } from './services.ts';
import { answerMessage, isForBot } from './mentions.ts';
import { controlName } from './paging.ts';
import { pressed } from './answer-button-actions.ts';
import { Muted, mutedBy } from './permissions.ts';
import { messagesAt } from './place.ts';
import { expectedRefusal } from './refusals.ts';
import { tell } from './replies.ts';
import { isOpenQuestion } from './open-questions.ts';
import type { Messages } from '../messages/messages.ts';

type Asked =
  | Message
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | AutocompleteInteraction;

const ID_LENGTH = 8;
const byName = new Map(commands.map((command) => [command.data.name, command]));
const menuByName = new Map(menus.map((menu) => [menu.data.name, menu]));
const controlByName = new Map(controls.map((control) => [control.name, control]));

/** Answers a message if it is for the bot. Never rejects. */
export async function onMessage(message: Message, desk: Desk): Promise<void> {
  const bot = message.client.user.id;
  if (isForBot(message, bot) || isOpenQuestion(message, bot, desk))
    await attempt('mention', message, desk, () => answerMessage(message, bot, desk));
}

/** Answers a command, offers choices, does what a button is for. Never rejects. */
export async function onInteraction(interaction: Interaction, desk: Desk): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const { commandName: name } = interaction;
    await attempt(name, interaction, desk, (messages) =>
      commandNamed(name, messages).execute(interaction, desk),
    );
  } else if (interaction.isAutocomplete()) {
    const { commandName: name } = interaction;
    await attempt(name, interaction, desk, async (messages) => {
      const choices = await commandNamed(name, messages).autocomplete?.(interaction, desk);
      await interaction.respond(withinLimits(choices ?? []));
    });
  } else if (interaction.isMessageContextMenuCommand()) {
    const { commandName: name } = interaction;
    await attempt(name, interaction, desk, (messages) =>
      known(menuByName.get(name), name, messages).execute(interaction, desk),
    );
  } else if (interaction.isMessageComponent()) {
    const name = controlName(interaction.customId);
    const isAnswers = interaction.isButton() && !controlByName.has(name);
    await attempt(isAnswers ? 'button' : name, interaction, desk, (messages) =>
      isAnswers ? pressed(interaction, desk) : controlNamed(name, messages).use(interaction, desk),
    );
  }
}

const commandNamed = (name: string, messages: Messages) => known(byName.get(name), `/${name}`, messages);

function known<T>(command: T | undefined, name: string, messages: Messages): T {
  if (command) return command;
  throw new UserError(messages.noCommand(name), messages.reloadDiscord);
}

function controlNamed(name: string, messages: Messages) {
  const control = controlByName.get(name);
  if (control) return control;
  throw new UserError(messages.oldButton, messages.askAgain);
}

async function attempt(
  event: string,
  asked: Asked,
  desk: Desk,
  answer: (messages: Messages) => Promise<void>,
): Promise<void> {
  const messages = messagesAt(asked, desk);
  try {
    if (desk.stopping.aborted) throw new UserError(messages.stopping, messages.inAMinute);
    if (mayBeTold(asked)) await desk.limits.admit({ userId: askerOf(asked), guildId: asked.guildId });
    await answer(messages);
  } catch (thrown) {
    await report(event, asked, thrown, messages, desk);
  }
}

/** Choices are neither counted nor can they tell anything: they come with every letter. */
const mayBeTold = (asked: Asked): asked is Exclude<Asked, AutocompleteInteraction> => 'reply' in asked;

const askerOf = (asked: Exclude<Asked, AutocompleteInteraction>) =>
  'author' in asked ? asked.author.id : asked.user.id;

/** The person is told in a sentence, the log in a line. */
async function report(
  event: string,
  asked: Asked,
  thrown: unknown,
  messages: Messages,
  desk: Desk,
): Promise<void> {
  const where = { event, channel: asked.channelId, guild: asked.guildId };
  // Discord refuses to let the bot write: nobody sees that but in the log, unless they are told in another way.
  const muted = 'author' in asked ? mutedBy(thrown, asked, messages) : null;
  const sentence = sentenceFor(thrown, where, messages, desk) ?? muted?.sentence ?? null;
  if (sentence === null || !mayBeTold(asked)) return;
  const cause = muted ?? thrown;
  if (isForOnce(cause) && 'author' in asked && !(await desk.limits.mayTell(asked.author.id))) return;
  await tell(asked, sentence, messages, cause instanceof Muted).catch((untold: unknown) => {
    desk.log.warn({ ...where, reason: messageOf(untold) }, 'could not tell the person');
  });
}

/** What every further message would bring about again: told once a minute. */
const isForOnce = (thrown: unknown) => thrown instanceof Busy || thrown instanceof Muted;

/** What the person is to hear, if anybody can still hear; what nobody expected is logged with the id told. */
function sentenceFor(thrown: unknown, where: object, messages: Messages, { log }: Desk): string | null {
  if (thrown instanceof UserError) {
    // At debug, for it may hold what the person typed.
    log.debug({ ...where, reason: thrown.message }, 'declined');
    return thrown instanceof Busy ? thrown.sentenceIn(messages) : thrown.sentence;
  }
  const refusal = expectedRefusal(thrown);
  if (refusal) {
    log.warn({ ...where, code: refusal.code, reason: refusal.message }, 'Discord refused');
    return null;
  }
  const id = randomUUID().slice(0, ID_LENGTH);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  log.error({ ...where, id, reason: messageOf(thrown), stack }, 'failed');
  return messages.wentWrong(id);
}
