// Which buttons stand under an answer, and under the private pages they open. Pure.
import type { APIButtonComponentWithCustomId as Button } from 'discord.js';
import type { Answer, Answered, Quote } from '../../types.ts';
import { customId, quotesField, scopeField, textKey, type QuoteKey, type Scope } from '../custom-ids.ts';
import type { Messages } from '../../messages/messages.ts';
import { button, buttonRow, type ButtonRow } from './payload.ts';

/** What a button does: short, for a custom id has little room. */
export const VERBS = {
  more: 'm',
  page: 'p',
  context: 'c',
  otherContext: 'x',
  outlets: 'o',
  share: 's',
  vote: 'v',
} as const;

/** Further quotes on one page. */
export const PAGE_SIZE = 3;
/** Quotes whose keys fit one custom id. */
const MAX_KEYS = 3;

/**
 * The rows under an answer.
 * @param isWhole the message holds the whole question: without it nothing can be asked again
 */
export function answerButtons(
  answer: Answer,
  scope: Scope,
  isWhole: boolean,
  shareable: boolean,
  messages: Messages,
): ButtonRow[] {
  const quotes = answer.kind === 'answered' ? answer.quotes : answer.nearest;
  const again = answer.kind === 'answered' && isWhole ? againButtons(answer, scope, messages) : [];
  const actions = [
    ...again,
    ...(quotes.length > 0 ? [contextButton(quotes, messages)] : []),
    ...(shareable ? [button(messages.share, customId(VERBS.share))] : []),
  ];
  // The scope is there for a follow-up: of all buttons only the votes are under every answer.
  const vote = (label: string, value: number) =>
    button(label, customId(VERBS.vote, value, scopeField(scope)));
  const votes = [vote('👍', 1), vote('👎', -1)];
  // A phone breaks a row anywhere: the two votes stay side by side in one of their own.
  return actions.length > 1 ? [buttonRow(actions), buttonRow(votes)] : [buttonRow([...actions, ...votes])];
}

function againButtons(answer: Answered, scope: Scope, messages: Messages): Button[] {
  const field = scopeField(scope);
  return [
    ...(answer.further.length > 0 ? [button(messages.moreQuotes, customId(VERBS.more, 0, field))] : []),
    ...(isManyVoiced(answer) ? [button(messages.sideBySide, customId(VERBS.outlets, field))] : []),
  ];
}

/** Whether several outlets hold evidence. */
const isManyVoiced = ({ quotes, further }: Answered): boolean =>
  new Set([...quotes, ...further].map(({ article }) => article.outlet)).size > 1;

const contextButton = (quotes: readonly Quote[], messages: Messages): Button =>
  button(messages.context, customId(VERBS.context, 0, quotesField(keysOf(quotes))));

export const keysOf = (quotes: readonly Quote[]): QuoteKey[] =>
  quotes.slice(0, MAX_KEYS).map(({ article, start, end, text }) => ({
    articleId: article.id,
    start,
    end,
    textKey: textKey(text),
  }));

/** Under a page of further quotes: the pages beside it, and their context. */
export function pageButtons(answer: Answered, page: number, scope: Scope, messages: Messages): ButtonRow[] {
  const pages = Math.ceil(answer.further.length / PAGE_SIZE);
  const to = (label: string, target: number) =>
    target >= 0 && target < pages ? [button(label, customId(VERBS.page, target, scopeField(scope)))] : [];
  const shown = answer.further.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  return [
    buttonRow([
      ...to(messages.back, page - 1),
      ...to(messages.moreQuotes, page + 1),
      contextButton(shown, messages),
    ]),
  ];
}

/** Under the context of one quote: those of the others. */
export function contextButtons(keys: readonly QuoteKey[], shown: number, messages: Messages): ButtonRow[] {
  if (keys.length < 2) return [];
  const field = quotesField(keys);
  return [
    buttonRow(
      keys.map((_, i) => ({
        ...button(messages.quoteNumber(i + 1), customId(VERBS.otherContext, i, field)),
        disabled: i === shown,
      })),
    ),
  ];
}
