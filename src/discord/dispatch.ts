// Every event comes through here: to the code that answers it, and to the single catch of whatever that throws.
import { randomUUID } from 'node:crypto';
import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  Message,
} from 'discord.js';
import { messageOf, UserError } from '../errors.ts';
import { withinLimits } from './command.ts';
import { commands } from './commands.ts';
import type { Desk } from './desk.ts';
import { answerMessage, isForBot } from './mentions.ts';
import { pressed } from './press.ts';
import { expectedRefusal } from './refusals.ts';
import { tell } from './replies.ts';
import { isOpenQuestion } from './unasked.ts';

type Asked = Message | ChatInputCommandInteraction | ButtonInteraction | AutocompleteInteraction;

const ID_LENGTH = 8;
const byName = new Map(commands.map((command) => [command.data.name, command]));

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
    await attempt(name, interaction, desk, () => commandNamed(name).execute(interaction, desk));
  } else if (interaction.isAutocomplete()) {
    const { commandName: name } = interaction;
    await attempt(name, interaction, desk, async () => {
      const choices = await commandNamed(name).autocomplete?.(interaction, desk);
      await interaction.respond(withinLimits(choices ?? []));
    });
  } else if (interaction.isButton()) {
    await attempt('button', interaction, desk, () => pressed(interaction, desk));
  }
}

function commandNamed(name: string) {
  const command = byName.get(name);
  if (command) return command;
  throw new UserError(`Attest has no command /${name} any more.`, 'Reload Discord to see those it has.');
}

async function attempt(event: string, asked: Asked, desk: Desk, answer: () => Promise<void>): Promise<void> {
  try {
    if (desk.stopping.aborted) throw new UserError('Attest is stopping.', 'Ask again in a minute.');
    await answer();
  } catch (thrown) {
    await report(event, asked, thrown, desk);
  }
}

/** The person is told in a sentence, the log in a line. */
async function report(event: string, asked: Asked, thrown: unknown, desk: Desk): Promise<void> {
  const where = { event, channel: asked.channelId, guild: asked.guildId };
  const sentence = sentenceFor(thrown, where, desk);
  if (sentence === null || !('reply' in asked)) return;
  await tell(asked, sentence).catch((untold: unknown) => {
    desk.log.warn({ ...where, reason: messageOf(untold) }, 'could not tell the person');
  });
}

/** What the person is to hear, if anybody can still hear; what nobody expected is logged with the id told. */
function sentenceFor(thrown: unknown, where: object, { log }: Desk): string | null {
  if (thrown instanceof UserError) {
    // At debug, for it may hold what the person typed.
    log.debug({ ...where, reason: thrown.message }, 'declined');
    return thrown.sentence;
  }
  const refusal = expectedRefusal(thrown);
  if (refusal) {
    log.warn({ ...where, code: refusal.code, reason: refusal.message }, 'Discord refused');
    return null;
  }
  const id = randomUUID().slice(0, ID_LENGTH);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  log.error({ ...where, id, reason: messageOf(thrown), stack }, 'failed');
  return `Something went wrong (${id}).`;
}
