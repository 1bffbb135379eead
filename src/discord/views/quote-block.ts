// A quote as Discord shows it: its words, who said them, and where they stand, with a link; and the forms that it takes
// amid others, the fullest first. Pure.
import type { Quote } from '../../types.ts';
import type { Messages } from '../../messages/messages.ts';
import { answerIn } from '../../text/emphasis.ts';
import type { Forms } from './layout.ts';
import { blockQuote, escapeLine, link, linkTarget, MAX_NAME, shorten, shortLine } from './markdown.ts';

/** Where the link under a quote leads: to its sentence, to its article, or nowhere. */
export type Reach = 'sentence' | 'article' | 'nowhere';
export const REACHES: readonly Reach[] = ['sentence', 'article', 'nowhere'];

/** Characters shown of a title below a quote: as many as most titles have, and two lines of a phone. */
export const MAX_TITLE_BELOW = 80;

type Placed = Pick<Quote, 'article' | 'link'>;
type Quoted = Pick<Quote, 'article' | 'link' | 'speaker'>;

/**
 * The quote, and other articles that say the same.
 * @param isNumbered it stands among others: its number goes before its origin
 */
export const quoteBlock = (quote: Quote, reach: Reach, isNumbered: boolean, messages: Messages): string =>
  [
    blockQuote(quote.text, answerIn(quote)),
    originLine(quote, reach, messages, isNumbered ? quote.citation : undefined),
    ...alsoLine(quote, reach, messages),
  ].join('\n');

/** "-# [1] **Lena Brandt** · Tidewater Gazette, 4 March 2025 · [Harbour bridge to reopen in May](<…>)" */
export function originLine(quote: Quoted, reach: Reach, messages: Messages, number?: number): string {
  const { outlet, published } = quote.article;
  return origin(quote, `${shortLine(outlet, MAX_NAME)}, ${messages.day(published)}`, reach, number);
}

/** The same where the outlet is known: "-# [1] **Lena Brandt** · 4 March 2025 · [Harbour bridge to reopen in May](<…>)" */
export const datedLine = (quote: Quoted, reach: Reach, messages: Messages, number: number): string =>
  origin(quote, messages.day(quote.article.published), reach, number);

function origin(quote: Quoted, place: string, reach: Reach, number?: number): string {
  const who = quote.speaker ? [`**${shortLine(quote.speaker, MAX_NAME)}**`] : [];
  const title = link(shorten(quote.article.title, MAX_TITLE_BELOW), urlOf(quote, reach));
  return `-# ${number === undefined ? '' : `[${number}] `}${[...who, place, title].join(' · ')}`;
}

/** Outlet and day alone, as a link. */
export function placeLink(quote: Placed, reach: Reach, messages: Messages): string {
  const { outlet, published } = quote.article;
  return link(`${shorten(outlet, MAX_NAME)}, ${messages.day(published)}`, urlOf(quote, reach));
}

function alsoLine({ also }: Quote, reach: Reach, messages: Messages): string[] {
  if (also.length === 0) return [];
  return [`-# ${messages.sameIn(also.map((other) => placeLink(other, reach, messages)).join(' · '))}`];
}

/** Where a link leads; to the article where Discord would not open one to the sentence. */
function urlOf(quote: Placed, reach: Reach): string | null {
  if (reach === 'nowhere') return null;
  return reach === 'sentence' && linkTarget(quote.link) ? quote.link : quote.article.url;
}

/** A quote as a block with its speaker, outlet, day and link; without its words where these do not fit. */
export function quoteForms(quote: Quote, messages: Messages, head = ''): Forms {
  const above = head && `${head}\n`;
  return [
    ...(['sentence', 'article'] as const).map(
      (reach) => `${above}${blockQuote(quote.text, answerIn(quote))}\n${originLine(quote, reach, messages)}`,
    ),
    ...(['article', 'nowhere'] as const).map(
      (reach) => `${above}-# ${messages.tooLong} ${placeLink(quote, reach, messages)}`,
    ),
  ];
}

/** A dated line with the quote below it. */
export function datedForms(quote: Quote, messages: Messages): Forms {
  const who = quote.speaker ? ` · ${shortLine(quote.speaker, MAX_NAME)}` : '';
  // "**11. März**" at the start of a line would be a list, without its 11.
  const day = escapeLine(messages.day(quote.article.published));
  const [fullest, short, shortest] = REACHES.map(
    (reach) => `**${day}** · ${link(shorten(quote.article.outlet, MAX_NAME), urlOf(quote, reach))}${who}\n`,
  );
  const text = blockQuote(quote.text, answerIn(quote));
  const tooLong = `-# ${messages.tooLong.replace(/:$/, '.')}`;
  return [fullest + text, short + text, short + tooLong, shortest + tooLong];
}
