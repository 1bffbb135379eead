// Options that several commands have: from, to, outlet, asof, which limit it to a part of the archive, and private.
import { createHash } from 'node:crypto';
import {
  ApplicationIntegrationType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type SharedSlashCommandOptions,
  type SlashCommandStringOption,
} from 'discord.js';
import { UserError } from '../errors.ts';
import { LimitError, readFilter } from '../question/filter.ts';
import type { Filter } from '../types.ts';
import { MAX_CHOICE, type Choice } from './command.ts';
import type { Context } from './context.ts';
import type { Response } from './respond.ts';
import type { Messages } from '../messages/messages.ts';
import { worded } from '../messages/told.ts';

const DATE_LENGTH = 'YYYY-MM-DD'.length;
const HASH_LENGTH = 6;

/** An option for a day. */
export const dated = (option: SlashCommandStringOption, name: string, description: string) =>
  option.setName(name).setDescription(description).setMinLength(DATE_LENGTH).setMaxLength(DATE_LENGTH);

/** Adds from, to and outlet to a command, after what it has. */
export const addLimits = <B extends SharedSlashCommandOptions<B>>(builder: B): B =>
  builder
    .addStringOption((option) => dated(option, 'from', 'Only articles from this day on, YYYY-MM-DD'))
    .addStringOption((option) => dated(option, 'to', 'Only articles up to this day, YYYY-MM-DD'))
    .addStringOption((option) =>
      option
        .setName('outlet')
        .setDescription('Only articles of this outlet')
        .setMaxLength(MAX_CHOICE)
        .setAutocomplete(true),
    );

/** Adds private to a command. */
export const addPrivate = <B extends SharedSlashCommandOptions<B>>(builder: B): B =>
  builder.addBooleanOption((option) =>
    option.setName('private').setDescription('Show the answer only to me'),
  );

/** The limits that a person typed: days, and one of the outlets that may be seen. */
export type Limits = Omit<Filter, 'outlets'>;

/**
 * The limits that a person set.
 * @throws UserError in their language for what is no day, a period that ends before it begins, or an outlet that is not
 *   asked here
 */
export function readLimits(
  { options }: ChatInputCommandInteraction,
  { messages, settings: { outlets } }: Context,
): Limits {
  const typed = (name: string) => options.getString(name)?.trim() || null;
  const [from, to, outlet, asOf] = [typed('from'), typed('to'), typed('outlet'), typed('asof')];
  const limits = inLanguage(messages, () => readFilter({ from, to, outlet, asOf }));
  if (outlet && outlets.length > 0 && !outlets.some((each) => each.toLowerCase() === outlet.toLowerCase()))
    throw new UserError(
      `${messages.notHere(outlet)} ${messages.onlyHere(outlets.join(', '))}`,
      messages.chooseOfThose,
    );
  return limits;
}

/** What is wrong with the limits is told in the person's language. */
function inLanguage(messages: Messages, read: () => Limits): Limits {
  try {
    return read();
  } catch (thrown) {
    throw thrown instanceof LimitError ? new UserError(...worded(messages.limit, thrown.fault)) : thrown;
  }
}

/** Who sees the answer: the asker alone if they or the channel wish it so, or because Discord says so. */
export const audienceOf = (
  interaction: ChatInputCommandInteraction,
  { settings }: Context,
): Exclude<Response['to'], 'message'> =>
  isPrivate(interaction, settings) || mustBePrivate(interaction) ? 'asker' : 'all';

/** Whether an answer is to be private where all could see it. */
export const isPrivate = ({ options }: ChatInputCommandInteraction, settings: Context['settings']): boolean =>
  options.getBoolean('private') ?? settings.private;

/**
 * In a server that has not installed the bot, where a person brought it along, those who may not use external apps
 * there see their answers alone. Discord makes it so; Attest has to know, for what it says in private follows other ways.
 */
export function mustBePrivate(interaction: ChatInputCommandInteraction): boolean {
  const { guildId, authorizingIntegrationOwners: owners, memberPermissions } = interaction;
  if (guildId === null || owners[ApplicationIntegrationType.GuildInstall] !== undefined) return false;
  return !memberPermissions?.has(PermissionFlagsBits.UseExternalApps);
}

/**
 * The limits with the outlet as the archive writes it.
 * @throws UserError in the person's language when the archive has no such outlet
 */
export async function withKnownOutlet(limits: Limits, { archive, messages }: Context): Promise<Limits> {
  const { outlet } = limits;
  if (!outlet) return limits;
  const { outlets } = await archive.coverage({});
  const typed = outlet.toLowerCase();
  const known = outlets.find((each) => each.outlet.toLowerCase() === typed);
  if (known) return { ...limits, outlet: known.outlet };
  throw new UserError(messages.noOutlet(outlet), messages.chooseShown);
}

/** The outlets that match what is typed, those with most articles first. */
export async function outletChoices(
  { options }: AutocompleteInteraction,
  { archive }: Context,
): Promise<Choice[]> {
  const { outlets } = await archive.coverage({});
  const typed = options.getFocused().toLowerCase();
  const matching = outlets.filter(({ outlet }) => outlet.toLowerCase().includes(typed));
  return matching.map(({ outlet }) => ({ name: outlet, value: outlet }));
}

/** A short stand-in for an outlet, whose name may be longer than a button can remember. */
export const outletHash = (outlet: string): string =>
  createHash('sha256').update(outlet.toLowerCase()).digest('hex').slice(0, HASH_LENGTH);

/** @throws UserError when no outlet that may be seen has that stand-in any more */
export async function outletOf(hash: string, { archive, messages }: Context): Promise<string> {
  const { outlets } = await archive.coverage({});
  const found = outlets.find(({ outlet }) => outletHash(outlet) === hash);
  if (found) return found.outlet;
  throw new UserError(messages.outletGone, messages.askAgain);
}
