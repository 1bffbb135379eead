// Options that several commands have: from, to, outlet, asof, which limit it to a part of the archive, and private.
import {
  ApplicationIntegrationType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { UserError } from '../errors.ts';
import { LimitError, readFilter } from '../question/filter.ts';
import type { Filter } from '../types.ts';
import { flagOption, MAX_CHOICE, textOption, type Choice } from './command.ts';
import type { Context } from './context.ts';
import type { Interim, Response } from './respond.ts';
import type { Messages } from '../messages/messages.ts';
import { worded } from '../messages/told.ts';

const DATE_LENGTH = 'YYYY-MM-DD'.length;

export const dayOption = (name: string, description: string) =>
  textOption(name, description, { min_length: DATE_LENGTH, max_length: DATE_LENGTH });

/** From, to and outlet. */
export const LIMITS = [
  dayOption('from', 'Only articles from this day on, YYYY-MM-DD'),
  dayOption('to', 'Only articles up to this day, YYYY-MM-DD'),
  textOption('outlet', 'Only articles of this outlet', { max_length: MAX_CHOICE, autocomplete: true }),
];

export const PRIVATE = flagOption('private', 'Show the answer only to me');

/** The limits that a person typed: days, and one of the outlets that may be seen. */
export type Limits = Omit<Filter, 'outlets'>;

/**
 * The answer to a command that has limits: for the asker alone if they or the channel wish it so, or because Discord says so.
 * @param work is given the limits, the outlet as the archive writes it
 * @throws UserError in their language, now or from its work, for limits that are none
 */
export function answerWithin(
  interaction: ChatInputCommandInteraction,
  context: Context,
  work: (limits: Limits, interim: Interim) => ReturnType<Response['work']>,
): Response {
  const limits = readLimits(interaction, context);
  const isForAsker = isPrivate(interaction, context.settings) || mustBePrivate(interaction);
  return {
    to: isForAsker ? 'asker' : 'all',
    work: async (interim) => work(await withKnownOutlet(limits, context), interim),
  };
}

/**
 * The limits that a person set.
 * @throws UserError in their language for what is no day, a period that ends before it begins, or an outlet that is not
 *   asked here
 */
function readLimits(
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

/** Whether an answer is to be private where all could see it. */
export const isPrivate = ({ options }: ChatInputCommandInteraction, settings: Context['settings']): boolean =>
  options.getBoolean('private') ?? settings.private;

/**
 * In a server that has not installed the bot, where a person brought it along, those who may not use external apps
 * there see their answers alone. Discord makes it so; Attest has to know, for what it says in private follows other ways.
 */
export function mustBePrivate(
  interaction: Pick<
    ChatInputCommandInteraction,
    'guildId' | 'authorizingIntegrationOwners' | 'memberPermissions'
  >,
): boolean {
  const { guildId, authorizingIntegrationOwners: owners, memberPermissions } = interaction;
  if (guildId === null || owners[ApplicationIntegrationType.GuildInstall] !== undefined) return false;
  return !memberPermissions?.has(PermissionFlagsBits.UseExternalApps);
}

/**
 * The limits with the outlet as the archive writes it.
 * @throws UserError in the person's language when the archive has no such outlet
 */
async function withKnownOutlet(limits: Limits, { archive, messages }: Context): Promise<Limits> {
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
