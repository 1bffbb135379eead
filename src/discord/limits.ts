// The options that limit a command to a part of the archive: from, to, outlet; and private.
import { createHash } from 'node:crypto';
import type {
  ChatInputCommandInteraction,
  SharedSlashCommandOptions,
  SlashCommandStringOption,
} from 'discord.js';
import type { Archive } from '../ask.ts';
import { UserError } from '../errors.ts';
import { readFilter } from '../question/filter.ts';
import { isDay } from '../text/days.ts';
import type { Filter } from '../types.ts';
import { MAX_CHOICE, type Choice } from './command.ts';
import { escapeLine, shorten } from './views/markdown.ts';
import type { Messages } from '../messages/messages.ts';

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

/**
 * The limits that a person set.
 * @throws UserError in their language for what is no day, or a period that ends before it begins
 */
export function readLimits({ options }: ChatInputCommandInteraction, messages: Messages): Filter {
  const [from, to, outlet] = ['from', 'to', 'outlet'].map((name) => options.getString(name)?.trim() || null);
  for (const typed of [from, to]) refuseNoDay(typed, messages);
  if (from && to && from > to)
    throw new UserError(messages.endsBefore(messages.day(from), messages.day(to)), messages.swapDays);
  return readFilter({ from, to, outlet });
}

/**
 * The day that the archive is to be asked as of.
 * @throws UserError in their language for what is no day
 */
export function readAsOf({ options }: ChatInputCommandInteraction, messages: Messages): Filter {
  const asOf = options.getString('asof')?.trim() || null;
  refuseNoDay(asOf, messages);
  return readFilter({ asOf });
}

function refuseNoDay(typed: string | null | undefined, messages: Messages): void {
  if (typed && !isDay(typed)) throw new UserError(messages.notADay(typed), messages.writeADay);
}

/**
 * The limits with the outlet as the archive writes it.
 * @throws UserError in the person's language when the archive has no such outlet
 */
export async function withKnownOutlet(archive: Archive, filter: Filter, messages: Messages): Promise<Filter> {
  const { outlet } = filter;
  if (!outlet) return filter;
  const { outlets } = await archive.coverage();
  const typed = outlet.toLowerCase();
  const known = outlets.find((each) => each.outlet.toLowerCase() === typed);
  if (known) return { ...filter, outlet: known.outlet };
  throw new UserError(messages.noOutlet(outlet), messages.chooseShown);
}

/** The outlets that match what is typed, those with most articles first. */
export async function outletChoices(archive: Archive, typed: string): Promise<Choice[]> {
  const { outlets } = await archive.coverage();
  const matching = outlets.filter(({ outlet }) => outlet.toLowerCase().includes(typed.toLowerCase()));
  return matching.map(({ outlet }) => ({ name: outlet, value: outlet }));
}

/** The limits in words, or nothing: "from 1 March 2025, in Radio Pellow". */
export function limitsLine({ from, to, outlet }: Filter, messages: Messages): string {
  const parts = [
    from && messages.onlyFrom(messages.day(from)),
    to && messages.onlyTo(messages.day(to)),
    outlet && messages.onlyIn(escapeLine(shorten(outlet, MAX_CHOICE))),
  ];
  return parts.filter(Boolean).join(', ');
}

/** A short stand-in for an outlet, whose name may be longer than a button can remember. */
export const outletHash = (outlet: string): string =>
  createHash('sha256').update(outlet.toLowerCase()).digest('hex').slice(0, HASH_LENGTH);

/** @throws UserError when no outlet of the archive has that stand-in any more */
export async function outletOf(archive: Archive, hash: string, messages: Messages): Promise<string> {
  const { outlets } = await archive.coverage();
  const found = outlets.find(({ outlet }) => outletHash(outlet) === hash);
  if (found) return found.outlet;
  throw new UserError(messages.outletGone, messages.askAgain);
}
