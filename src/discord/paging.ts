// Pages that are turned with buttons. All that a page depends on stands in the custom id of its button, so that it
// works after a restart too: name|page|from|to|outlet|subject, days in base 36, the outlet as a hash.
import { createHash } from 'node:crypto';
import type { APIButtonComponentWithCustomId } from 'discord.js';
import { UserError } from '../errors.ts';
import type { Messages } from '../messages/messages.ts';
import type { Context } from './context.ts';
import { MAX_CUSTOM_ID } from './custom-ids.ts';
import type { Limits } from './options.ts';
import { fitting, longestGivesWay, type Forms } from './views/layout.ts';
import { button, buttonRow, payload, type Payload } from './views/payload.ts';
import { limitsLine } from './views/question-line.ts';

const DAY_MS = 86_400_000;
const HASH_LENGTH = 6;
const SEPARATOR = '|';

/** Which page of what; `subject` is what the command's pages are about, free of `|`. */
export interface PageState {
  /** Counts from 0. */
  page: number;
  filter: Limits;
  subject: readonly string[];
}

/** The custom id of a page, or null when it does not fit one. */
function pageId(name: string, { page, filter, subject }: PageState): string | null {
  const { from, to, outlet } = filter;
  const limits = [from ? days36(from) : '', to ? days36(to) : '', outlet ? outletHash(outlet) : ''];
  const id = [name, page, ...limits, ...subject].join(SEPARATOR);
  return id.length <= MAX_CUSTOM_ID ? id : null;
}

/**
 * The page that a custom id stands for.
 * @throws UserError when it is limited to an outlet that the archive no longer has
 */
export async function readPageId(id: string, context: Context): Promise<PageState> {
  const [, page, from, to, outlet, ...subject] = id.split(SEPARATOR);
  const filter = {
    ...(from && { from: dayOf36(from) }),
    ...(to && { to: dayOf36(to) }),
    ...(outlet && { outlet: await outletOf(outlet, context) }),
  };
  return { page: Number(page), filter, subject };
}

/** The first part of a custom id: whose it is. */
export const controlName = (customId: string): string => customId.split(SEPARATOR)[0]!;

/** Text as part of a custom id. */
export const subjectPart = (text: string): string => text.replaceAll(SEPARATOR, ' ').trim();

/** What is on one page. */
interface PageContent {
  /** What the pages are of, and which one this is. */
  title: string;
  number: string;
  blocks: Forms[];
  /** There is a page after this one. */
  hasAfter: boolean;
  /** What the buttons to the page before and to the one after say. */
  labels: readonly [before: string, after: string];
}

/** A button that turns to the page of a state; none where the state does not fit one. */
export function pageButton(label: string, name: string, state: PageState): APIButtonComponentWithCustomId[] {
  const id = pageId(name, state);
  return id === null ? [] : [button(label, id)];
}

/** A page with its head, and buttons to those beside it that can be reached. */
export function renderPage(
  name: string,
  state: PageState,
  content: PageContent,
  messages: Messages,
): Payload {
  const { title, number, blocks, hasAfter, labels } = content;
  const to = (label: string, page: number) => pageButton(label, name, { ...state, page });
  const buttons = [
    ...(state.page > 0 ? to(`◀ ${labels[0]}`, state.page - 1) : []),
    ...(hasAfter ? to(`${labels[1]} ▶`, state.page + 1) : []),
  ];
  const components = buttons.length > 0 ? [buttonRow(buttons)] : [];
  const head = `-# ${[title, limitsLine(state.filter, messages), number].filter(Boolean).join(' · ')}`;
  if (blocks.length === 0) {
    const empty = state.page > 0 ? messages.beyondEnd : messages.nothingSaid;
    return payload(`${head}\n${empty}`, components);
  }
  const bottom = hasAfter && buttons.length === 0 ? [`-# ${messages.moreUnreachable}`] : [];
  return payload(fitting(longestGivesWay({ top: [head], blocks, bottom })), components);
}

const days36 = (day: string): string => (Date.parse(`${day}T00:00:00Z`) / DAY_MS).toString(36);
const dayOf36 = (text: string): string =>
  new Date(Number.parseInt(text, 36) * DAY_MS).toISOString().slice(0, 10);

/** A short stand-in for an outlet, whose name may be longer than a button can remember. */
const outletHash = (outlet: string): string =>
  createHash('sha256').update(outlet.toLowerCase()).digest('hex').slice(0, HASH_LENGTH);

/** @throws UserError when no outlet that may be seen has that stand-in any more */
async function outletOf(hash: string, { archive, messages }: Context): Promise<string> {
  const { outlets } = await archive.coverage({});
  const found = outlets.find(({ outlet }) => outletHash(outlet) === hash);
  if (found) return found.outlet;
  throw new UserError(messages.outletGone, messages.askAgain);
}
