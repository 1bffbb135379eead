// Which buttons stand under an answer, and under the private pages they open. Pure.
import type { APIButtonComponentWithCustomId as Button } from 'discord.js';
import type { Abstained, Answer, Answered, Quote } from '../../types.ts';
import {
  customId,
  fitsCustomId,
  quotesField,
  scopeField,
  seenKey,
  textKey,
  type QuoteKey,
  type Scope,
} from '../custom-ids.ts';
import type { Messages } from '../../messages/messages.ts';
import { shorten } from './markdown.ts';
import { button, buttonRow, type ButtonRow } from './payload.ts';

/** What a button does: short, for a custom id has little room. */
export const VERBS = {
  more: 'm',
  page: 'p',
  context: 'c',
  otherContext: 'x',
  outlets: 'o',
  nearest: 'n',
  reading: 'r',
  share: 's',
  vote: 'v',
} as const;

/** Further quotes on one page. */
export const PAGE_SIZE = 3;
/** Quotes whose keys fit one custom id. */
const MAX_KEYS = 3;
/** Buttons in a row. */
const MAX_READINGS = 5;
const MAX_LABEL = 80;

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
  const opening =
    answer.kind === 'answered'
      ? [...(isWhole ? againButtons(answer, scope, messages) : []), contextButton(answer.quotes, messages)]
      : nearestButton(answer, scope, isWhole, messages);
  const readings = isWhole ? readingButtons(answer, scope) : [];
  const actions = [
    ...opening,
    ...(shareable
      ? [button(messages.share, customId(VERBS.share, seenKey(scope.filter.outlets ?? [])))]
      : []),
  ];
  // The scope is there for a follow-up: of all buttons only the votes are under every answer.
  const vote = (label: string, value: number) =>
    button(label, customId(VERBS.vote, value, scopeField(scope)));
  const votes = [vote('👍', 1), vote('👎', -1)];
  const before = readings.length > 0 ? [buttonRow(readings)] : [];
  // A phone breaks a row anywhere: the two votes stay side by side in one of their own.
  return [
    ...before,
    ...(actions.length > 1 ? [buttonRow(actions), buttonRow(votes)] : [buttonRow([...actions, ...votes])]),
  ];
}

/** Opens the nearest passages; those of a question that cannot be asked again amid their articles. */
function nearestButton({ nearest }: Abstained, scope: Scope, isWhole: boolean, messages: Messages): Button[] {
  if (nearest.length === 0) return [];
  const id = isWhole
    ? customId(VERBS.nearest, scopeField(scope))
    : customId(VERBS.context, 0, quotesField(keysOf(nearest)));
  return [button(messages.nearest, id)];
}

/** Under the nearest passages: their contexts. */
export const nearestButtons = (nearest: readonly Quote[], messages: Messages): ButtonRow[] => [
  buttonRow([contextButton(nearest, messages)]),
];

/** A button for each of the first words that may be meant by one that was typed: it asks anew with that. */
function readingButtons({ question, didYouMean }: Answer, scope: Scope): Button[] {
  const all = didYouMean.flatMap(({ typed, candidates }) => {
    const start = placeOf(typed, question);
    if (start < 0) return [];
    return candidates.map((word) => ({
      word,
      fields: [scopeField(scope), start.toString(36), typed.length.toString(36), word],
    }));
  });
  return all
    .filter(({ fields }) => fitsCustomId(VERBS.reading, ...fields))
    .slice(0, MAX_READINGS)
    .map(({ word, fields }) => button(shorten(word, MAX_LABEL), customId(VERBS.reading, ...fields)));
}

/** Where a word stands in a text as a word of its own; -1 where it does not. */
function placeOf(word: string, text: string): number {
  const isLetter = (character: string | undefined) => /[\p{L}\p{M}\p{N}]/u.test(character ?? '');
  let at = text.indexOf(word);
  while (at >= 0 && (isLetter(text[at - 1]) || isLetter(text[at + word.length])))
    at = text.indexOf(word, at + 1);
  return at;
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
