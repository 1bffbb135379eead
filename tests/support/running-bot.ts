// A bot on the real discord.js client, logged in to a loopback Discord: one a test, stopped after it.
import { PermissionFlagsBits } from 'discord.js';
import { pino } from 'pino';
import { afterEach, beforeEach, expect } from 'vitest';
import { readSettings, type Settings } from '../../src/config.ts';
import { startBot, type Bot, type BotParts } from '../../src/discord/bot.ts';
import { UserError } from '../../src/errors.ts';
import { logOptions } from '../../src/log.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import type { OwnSettings } from '../../src/server-data/place-settings.ts';
import type { BuildReport, Progress } from '../../src/types.ts';
import { startDiscord, TOKEN, type Discord, type DiscordOptions } from './loopback/discord.ts';
import type { Circumstances, OptionValue } from './loopback/events.ts';
import type { SentInteraction } from './loopback/people.ts';
import { GUILD_ID, MEMBER_PERMISSIONS, type StoredMessage } from './loopback/types.ts';
import { promised } from './promised.ts';
import { SmallArchive } from './small-archive.ts';
import { temporaryFolder } from './temporary.ts';

export const QUESTION = 'When does the harbour bridge reopen?';
/** The sentence that answers it. */
export const QUOTE = 'The harbour bridge will reopen in May, mayor Lena Brandt said on Tuesday.';
export const MANAGER = {
  user: 'manager',
  permissions: MEMBER_PERMISSIONS | PermissionFlagsBits.ManageGuild,
};

export let discord: Discord;
export let bot: Bot;
export let archive: SmallArchive;
let logged: Record<string, unknown>[];
let bots: Bot[];
/** The folder of the server data: one a test, whatever bots there are. */
export let folder: string;

beforeEach(() => {
  archive = new SmallArchive();
  logged = [];
  folder = temporaryFolder();
  bots = [];
});

afterEach(async () => {
  await Promise.all(bots.map((each) => each.stop()));
  await discord.stop();
  // Whatever a test is about: the bot keeps to the rules of Discord and of the project.
  expect(discord.violations).toEqual([]);
});

/** Opens a loopback Discord and starts the bot on it. */
export async function start(parts: Partial<BotParts> = {}, options: DiscordOptions = {}): Promise<void> {
  await openDiscord(options);
  await startOn(parts);
  await discord.ready();
}

export async function openDiscord(options: DiscordOptions = {}): Promise<void> {
  discord = await startDiscord(options);
}

/** Opens a loopback Discord and starts the bot on it with other settings. */
export async function startWith(
  more: Parameters<typeof settings>[0],
  options?: DiscordOptions,
): Promise<void> {
  await openDiscord(options);
  await startOn({ settings: settings(more) });
  await discord.ready();
}

/** Stops the bot and starts it anew, over that archive. */
export async function restart(over = new SmallArchive()): Promise<void> {
  await bot.stop();
  await startOn({ archive: over });
  await discord.ready();
}

/** Starts the bot on the loopback Discord that is open. */
export async function startOn(parts: Partial<BotParts> = {}): Promise<void> {
  const openArchive = () => Promise.resolve(new SmallArchive());
  const about = { settings: settings(), log: log() };
  bot = await startBot({ ...about, archive, openArchive, build: noBuild, ...parts });
  bots.push(bot);
}

/** What is set for the server, or for one of its channels, before the bot starts. */
export async function setBeforehand(channel: string | null, changes: OwnSettings): Promise<void> {
  const data = openServerDataFile(folder);
  await data.set(GUILD_ID, channel, changes);
  await data.close();
}

/** The settings for the loopback Discord that is open. */
export const settings = (more: Partial<Record<keyof Settings, string>> = {}): Settings =>
  readSettings({ DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api, EMBEDDINGS_DIR: folder, ...more });

const noBuild = () => Promise.reject(new UserError('There is no corpus folder.', 'Make one.'));

/** A log of a level; everything unless told. */
export const log = (level = 'debug') =>
  pino(logOptions(level), { write: (line: string) => void logged.push(JSON.parse(line)) });

/** The lines in the log that say this. */
export const lines = (message: string) => logged.filter(({ msg }) => msg === message);

/** Everything in the log. */
export const wholeLog = (): string => JSON.stringify(logged);

/** Waits for a line in the log. */
export const logLine = (message: string) => discord.until(`"${message}" in the log`, () => lines(message)[0]);

/** The requests that post something, by path. */
export const posts = (path: RegExp) =>
  discord.requests.filter((request) => request.method === 'POST' && path.test(request.path));

/** Waits until the bot is at work on a message. */
export const typing = () => discord.until('typing', () => posts(/typing$/)[0]);

/** Holds the archive's answers up until it is opened. */
export function heldUp(): () => void {
  const gate = promised();
  archive.delay = () => gate.promise;
  return gate.resolve;
}

/** What the bot posts when it is mentioned. */
export function mentioned(...written: Parameters<Discord['mention']>): Promise<StoredMessage> {
  discord.mention(...written);
  return discord.sent();
}

/** What the bot posts when a message is replied to. */
export function replied(...written: Parameters<Discord['reply']>): Promise<StoredMessage> {
  discord.reply(...written);
  return discord.sent();
}

/** What the bot posts when it is written to in private. */
export function messaged(...written: Parameters<Discord['directMessage']>): Promise<StoredMessage> {
  discord.directMessage(...written);
  return discord.sent();
}

/** The response of /ask to the question. */
export const askedFor = (
  values: Record<string, OptionValue> = {},
  who?: Circumstances,
): Promise<StoredMessage> => discord.command('ask', { question: QUESTION, ...values }, who).response();

/** What is told apart from a response, mostly to the asker alone. */
export const followupOf = ({ followups }: SentInteraction): Promise<StoredMessage> =>
  discord.until('a follow-up', () => followups[0]);

/** Asks, and expects the right quote: the bot is well. */
export async function expectAnswer(): Promise<void> {
  expect((await mentioned(QUESTION)).content).toContain(`> ${QUOTE}`);
}

/** A build that a test moves on by hand. */
export function manualBuild() {
  const outcome = promised<BuildReport>();
  const begun = promised<(progress: Progress) => void>();
  const build: BotParts['build'] = (onProgress) => {
    begun.resolve(onProgress);
    return outcome.promise;
  };
  return { build, begun: begun.promise, ...outcome };
}
