// What each button of an answer does. Whoever presses gets what it opens in private, so that nobody turns another's page.
import { MessageFlags, type ButtonInteraction } from 'discord.js';
import { UserError } from '../errors.ts';
import type { Answered } from '../types.ts';
import { contextButtons, VERBS, type ButtonRow } from './views/answer-buttons.ts';
import { askedIn } from './views/question-line.ts';
import { renderContext } from './views/quote-context.ts';
import { scopeOf } from './conversation.ts';
import { readCustomId, readQuotes, textKey, type QuoteKey, type Scope } from './custom-ids.ts';
import type { Desk } from './services.ts';
import { renderOutlets, renderPage } from './views/answer-pages.ts';
import { useHere, messagesAt } from './place.ts';
import { recordVote } from './records.ts';
import { payload, type Payload } from './views/payload.ts';
import { sharedContent } from './views/answer.ts';
import type { Messages } from '../messages/messages.ts';

type Press = (
  interaction: ButtonInteraction,
  fields: string[],
  desk: Desk,
  messages: Messages,
) => Promise<void>;

/** Every button there is, by its verb. */
const PRESSES: Readonly<Record<string, Press>> = {
  [VERBS.more]: (interaction, ...rest) => shown(interaction, false, () => page(interaction, ...rest)),
  [VERBS.page]: (interaction, ...rest) => shown(interaction, true, () => page(interaction, ...rest)),
  [VERBS.outlets]: (interaction, ...rest) => shown(interaction, false, () => outlets(interaction, ...rest)),
  [VERBS.context]: (interaction, ...rest) => shown(interaction, false, () => context(...rest)),
  [VERBS.otherContext]: (interaction, ...rest) => shown(interaction, true, () => context(...rest)),
  [VERBS.share]: (interaction, _fields, _desk, messages) => share(interaction, messages),
  [VERBS.vote]: vote,
};

/**
 * Does what a pressed button is for.
 * @throws UserError in the person's language when it is of another version, or what it stands for is gone
 */
export async function pressed(interaction: ButtonInteraction, desk: Desk): Promise<void> {
  const read = readCustomId(interaction.customId);
  const press = read && Object.hasOwn(PRESSES, read.verb) ? PRESSES[read.verb] : undefined;
  const messages = messagesAt(interaction, desk);
  if (!press) throw new UserError(messages.oldButton, messages.askQuestionAgain);
  await press(interaction, read!.fields, desk, messages);
  desk.log.info({ button: read!.verb }, 'pressed');
}

/** Acknowledges first. What is opened is for whoever pressed; a page that is private already is turned in place. */
async function shown(
  interaction: ButtonInteraction,
  inPlace: boolean,
  work: () => Promise<Payload>,
): Promise<void> {
  if (inPlace) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply(await work());
}

async function page(
  interaction: ButtonInteraction,
  fields: string[],
  desk: Desk,
  messages: Messages,
): Promise<Payload> {
  const { answer, scope } = await askedAgain(interaction, fields[1], desk, messages);
  const rendered = renderPage(answer, Number(fields[0]), scope, new Date(), messages);
  if (!rendered) throw new UserError(messages.noFurther, messages.askQuestionAgain);
  return rendered;
}

async function outlets(
  interaction: ButtonInteraction,
  fields: string[],
  desk: Desk,
  messages: Messages,
): Promise<Payload> {
  const { answer, scope } = await askedAgain(interaction, fields[0], desk, messages);
  return renderOutlets(answer, scope, new Date(), messages);
}

/** The answer to the question on top of the message, limited as it was, on the day of asking. */
async function askedAgain(
  interaction: ButtonInteraction,
  field: string | undefined,
  desk: Desk,
  messages: Messages,
): Promise<{ answer: Answered; scope: Scope }> {
  const question = askedIn(interaction.message.content);
  return useHere(interaction, desk, async (archive) => {
    const scope = question === null ? null : await scopeOf(archive, field ?? '');
    if (!scope) throw new UserError(messages.buttonLost, messages.askQuestionAgain);
    const answer = await archive.ask(question!, scope.filter, scope.today);
    if (answer.kind === 'answered') return { answer, scope };
    throw new UserError(messages.noAnswerNow, messages.askQuestionAgain);
  });
}

async function context([number, field]: string[], desk: Desk, messages: Messages): Promise<Payload> {
  const keys = readQuotes(field ?? '');
  const at = Number(number);
  const key = keys[at];
  if (!key) throw new UserError(messages.oldButton, messages.askQuestionAgain);
  const article = await desk.archive.use((archive) => archive.article(key.articleId));
  const components: ButtonRow[] = contextButtons(keys, at, messages);
  if (!article) return gone(messages.quotedGone, components);
  if (!isStill(article.text, key)) return gone(messages.quotedChanged, components);
  return { ...renderContext(article, key, at + 1, messages), components };
}

/** The contexts of the other quotes stay within reach. */
const gone = (sentence: string, components: ButtonRow[]): Payload => ({ ...payload(sentence), components });

const isStill = (text: string, { start, end, textKey: key }: QuoteKey): boolean =>
  textKey(text.slice(start, end)) === key;

/** Private answers whose button is going: until it has gone, there may be a second press. */
const sharing = new Set<string>();

/** Posts a private answer for all, once: its button goes with the first press, and comes back if the answer cannot be posted. */
async function share(interaction: ButtonInteraction, messages: Messages): Promise<void> {
  const { message, user } = interaction;
  if (sharing.has(message.id)) throw new UserError(messages.sharedAlready, messages.lookInChannel);
  sharing.add(message.id);
  const rows = (message.components as { toJSON(): unknown }[]).map((row) => row.toJSON() as ButtonRow);
  const components = withoutShare(rows);
  try {
    await interaction.update({ components });
    await interaction.followUp({ ...payload(sharedContent(message.content, user.id, messages)), components });
  } catch (thrown) {
    sharing.delete(message.id);
    if (interaction.replied) await interaction.editReply({ components: rows });
    throw thrown;
  }
  setTimeout(() => sharing.delete(message.id), SHARING_MS).unref();
}

/** Presses that were under way when the button went have come by then. */
const SHARING_MS = 60_000;

const withoutShare = (rows: ButtonRow[]): ButtonRow[] =>
  rows
    .map((row) => ({
      ...row,
      components: row.components.filter(({ custom_id: id }) => readCustomId(id)?.verb !== VERBS.share),
    }))
    .filter(({ components }) => components.length > 0);

async function vote(
  interaction: ButtonInteraction,
  [value]: string[],
  desk: Desk,
  messages: Messages,
): Promise<void> {
  const up = value === '1';
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const { message, user, guildId } = interaction;
  recordVote(desk, message.id, user.id, up ? 1 : -1, guildId);
  await interaction.editReply(payload(up ? messages.votedUp : messages.votedDown));
}
