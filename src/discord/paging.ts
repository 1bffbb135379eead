// Pages that are turned with buttons. All that a page depends on stands in the custom id of its button, so that it
// works after a restart too: name|page|from|to|outlet|subject, days in base 36, the outlet as a hash.
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type MessageComponentInteraction,
} from 'discord.js';
import type { Context } from './context.ts';
import { outletHash, outletOf, type Limits } from './options.ts';
import type { Response } from './respond.ts';
import { payload, type Payload } from './views/payload.ts';

/** Discord's limit for a custom id. */
const MAX_CUSTOM_ID = 100;
const DAY_MS = 86_400_000;
const SEPARATOR = '|';

/** A message with rows of buttons or menus; none takes those away that were there. */
export type Page = Payload & { components: APIActionRowComponent<APIComponentInMessageActionRow>[] };

/** Which page of what; `subject` is what the command's pages are about, free of `|`. */
export interface PageState {
  /** Counts from 0. */
  page: number;
  filter: Limits;
  subject: readonly string[];
}

export const pageOf = (content: string, ...components: Page['components']): Page => ({
  ...payload(content),
  components,
});

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

/** Two buttons: to the page before and to the one after; nothing where neither can be reached. */
export function pageButtons(
  name: string,
  state: PageState,
  labels: { before: string; after: string; hasAfter: boolean },
): Page['components'] {
  const to = (page: number) => pageId(name, { ...state, page });
  const before = state.page > 0 ? to(state.page - 1) : null;
  const after = labels.hasAfter ? to(state.page + 1) : null;
  const buttons = [
    ...(before ? [button(before, `◀ ${labels.before}`)] : []),
    ...(after ? [button(after, `${labels.after} ▶`)] : []),
  ];
  return buttons.length > 0 ? [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons).toJSON()] : [];
}

const button = (id: string, label: string): ButtonBuilder =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Secondary);

/** Turns the page for whoever had asked; anybody else gets that page for themselves, in private. */
export const turnedPage = (
  { message, user }: MessageComponentInteraction,
  work: () => Promise<Page>,
): Response => ({ to: message.interactionMetadata?.user.id === user.id ? 'message' : 'asker', work });

const days36 = (day: string): string => (Date.parse(`${day}T00:00:00Z`) / DAY_MS).toString(36);
const dayOf36 = (text: string): string =>
  new Date(Number.parseInt(text, 36) * DAY_MS).toISOString().slice(0, 10);
