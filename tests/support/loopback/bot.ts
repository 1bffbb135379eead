// A minimal bot on the real discord.js client, for testing the loopback Discord itself: it says what it heard.
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  GatewayIntentBits,
  type Interaction,
  type Message,
  MessageFlags,
  Partials,
} from 'discord.js';
import { type Discord, type DiscordOptions, startDiscord } from './discord.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
const INTENTS = Guilds | GuildMessages | DirectMessages;

export interface Echo {
  discord: Discord;
  client: Client<true>;
  /** What the client threw or emitted as an error. */
  thrown: unknown[];
}

/**
 * Starts a loopback Discord and a bot that is logged in to it.
 * It replies to mentions and direct messages, answers /ask privately after deferring, completes what is typed, and
 * turns the page when a button is pressed.
 */
export async function startEcho(options: DiscordOptions = {}): Promise<Echo> {
  const discord = await startDiscord(options);
  const intents = options.privileged ? INTENTS | MessageContent : INTENTS;
  const echo = { discord, client: echoClient(discord, intents), thrown: [] as unknown[] };
  const note = (error: unknown) => void echo.thrown.push(error);
  echo.client.on('messageCreate', (message) => void heard(message).catch(note));
  echo.client.on('interactionCreate', (interaction) => void answered(interaction).catch(note));
  echo.client.on('error', note);
  await echo.client.login(discord.token);
  await discord.ready();
  return echo;
}

/** Ends the bot, then its Discord. */
export async function stopEcho({ discord, client }: Echo): Promise<void> {
  await client.destroy();
  await discord.stop();
}

/** A client that is not logged in; without the wait that discord.js puts between two sessions. */
export function echoClient({ api }: Discord, intents = INTENTS): Client<true> {
  const buildIdentifyThrottler = () => ({ waitForIdentify: async () => undefined });
  return new Client<true>({
    intents,
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: { api, retries: 1 },
    ws: { buildIdentifyThrottler },
  });
}

async function heard(message: Message): Promise<void> {
  const meant = message.mentions.has(message.client.user) || !message.guildId;
  if (message.author.bot || !meant) return;
  await message.reply({ content: `heard: ${message.content}`, failIfNotExists: false });
}

async function answered(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) await complete(interaction);
  if (interaction.isChatInputCommand()) await respond(interaction);
  if (interaction.isButton()) await turnPage(interaction);
}

async function respond(interaction: ChatInputCommandInteraction): Promise<void> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply({ content: `asked: ${interaction.options.getString('question', true)}` });
}

async function complete(interaction: AutocompleteInteraction): Promise<void> {
  const typed = interaction.options.getFocused();
  await interaction.respond([{ name: `${typed}…`, value: typed }]);
}

async function turnPage(interaction: ButtonInteraction): Promise<void> {
  await interaction.update({ content: `page ${interaction.customId}` });
}
