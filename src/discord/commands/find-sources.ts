// "Find sources": a command in the menu of every message: the claims in it, each with the nearest evidence, in private.
// Discord sends the message with the command, so that no message is read that nobody pointed at.
import type { Message } from 'discord.js';
import type { PartOfArchive } from '../../archive.ts';
import { sentences } from '../../text/sentences.ts';
import { collapse, countWords } from '../../text/words.ts';
import type { Check } from '../../check/check-types.ts';
import type { Quote } from '../../types.ts';
import { quoteForms } from '../views/quote-block.ts';
import { fitting, longestGivesWay, type Forms } from '../views/layout.ts';
import { menuCommand, type MessageCommand } from '../command.ts';
import { shortLine } from '../views/markdown.ts';
import { payload } from '../views/payload.ts';
import { archiveLine } from '../../messages/index-wording.ts';
import { likeness } from '../../messages/check-wording.ts';
import { missingReason } from '../views/check-verdict.ts';
import type { Messages } from '../../messages/messages.ts';

/** Sentences looked up, and the fewest words of one that claims something. */
const MAX_CLAIMS = 5;
const MIN_WORDS = 4;
const MAX_SHOWN = 120;

/** What is no part of a claim: mentions, emoji, addresses, and the signs of quotes, headings and lists. */
const MENTIONS = /<(?:[@#][!&]?\d+|a?:\w+:\d+|t:\d+(?::\w)?|\/[^>]+:\d+|id:\w+)>/g;
const ADDRESSES = /<?https?:\/\/\S+>?/g;
const LINE_SIGNS = /^[\s>#*+-]+/gm;
const STYLES = /\*\*|__|~~|\|\||`+/g;

export const findSources: MessageCommand = {
  data: menuCommand('Find sources'),

  answer({ targetMessage: message, client }, { archive, messages, log }) {
    return {
      to: 'asker',
      isQueued: true,
      work: async () => {
        const found = claimsOf(textOf(message));
        const refused = refusal(message, client.user.id, found, messages);
        if (refused !== null) return payload(refused);
        const content = await evidenceFor(archive, found, messages);
        log.info({ command: 'find sources', claims: found.length }, 'checked');
        return payload(content);
      },
    };
  },
};

/** What a message says; of a forwarded one what was forwarded. */
const textOf = ({ content, messageSnapshots }: Message): string =>
  content || (messageSnapshots.first()?.content ?? '');

/** The sentences of a message that may claim something, in order. */
function claimsOf(content: string): string[] {
  const text = content
    .replace(MENTIONS, ' ')
    .replace(ADDRESSES, ' ')
    .replace(LINE_SIGNS, '')
    .replace(STYLES, '');
  return sentences(text)
    .map(({ start, end }) => collapse(text.slice(start, end)))
    .filter((sentence) => countWords(sentence) >= MIN_WORDS && /\p{L}/u.test(sentence));
}

function refusal(message: Message, bot: string, found: readonly string[], messages: Messages): string | null {
  if (message.author.id === bot) return messages.messageIsOwn;
  if (textOf(message).trim() === '') return messages.messageHasNoText;
  return found.length === 0 ? messages.messageHasNoClaim : null;
}

async function evidenceFor(
  archive: PartOfArchive,
  found: readonly string[],
  messages: Messages,
): Promise<string> {
  const blocks: Forms[] = [];
  for (const claim of found.slice(0, MAX_CLAIMS)) blocks.push(await claimForms(archive, claim, messages));
  const more = found.length > MAX_CLAIMS ? [messages.onlyFirst(MAX_CLAIMS, found.length)] : [];
  const bottom = [...more, archiveLine(await archive.coverage({}), messages)].map((line) => `-# ${line}`);
  return fitting(longestGivesWay({ blocks, bottom }));
}

async function claimForms(archive: PartOfArchive, claim: string, messages: Messages): Promise<Forms> {
  const check = await archive.check({ text: claim });
  const verdict = { exact: messages.exact, near: messages.near, 'not found': messages.notFound }[check.kind];
  const head = `**${verdict}**: ${messages.quoted(shortLine(claim, MAX_SHOWN))}`;
  const evidence = await evidenceOf(archive, check, claim);
  const note = noteOf(check, evidence, messages);
  const top = note ? `${head}\n-# ${note}` : head;
  return evidence ? [...quoteForms(evidence, messages, top), head] : [top, head];
}

/** The place where it stands, or what comes nearest by its words, or else by what it is about. */
async function evidenceOf(archive: PartOfArchive, check: Check, claim: string): Promise<Quote | undefined> {
  if (check.kind !== 'not found') return check.places[0];
  if (check.cause.kind === 'language') return undefined;
  if (check.nearest[0]) return check.nearest[0];
  const answer = await archive.ask({ question: claim });
  return answer.quotes[0] ?? answer.nearest[0];
}

function noteOf(check: Check, evidence: Quote | undefined, messages: Messages): string | null {
  if (check.kind === 'exact') return null;
  if (check.kind === 'near') return likeness(check.similarity, messages);
  if (check.cause.kind !== 'absent') return missingReason(check, messages);
  return evidence ? messages.nearestOnly : messages.nothingNear;
}
