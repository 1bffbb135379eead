// A quote as Discord shows it: its words, who said them, and where they stand, with a link. Pure.
import type { Quote, Source } from '../../types.ts';
import type { Messages } from '../../messages/messages.ts';
import { blockQuote, link, linkTarget, shorten, shortLine } from './markdown.ts';

const MAX_TITLE = 150;
export const MAX_NAME = 80;

/** Where the link under a quote leads: to its sentence, to its article, or nowhere. */
export type Reach = 'sentence' | 'article' | 'nowhere';
export const REACHES: readonly Reach[] = ['sentence', 'article', 'nowhere'];

/** The quote with its number, and other articles that say the same. */
export const quoteBlock = (quote: Quote, reach: Reach, messages: Messages): string =>
  [
    blockQuote(quote.text),
    `[${quote.citation}] ${originLine(quote, reach, messages)}`,
    ...alsoLine(quote, reach, messages),
  ].join('\n');

/** "**Lena Brandt** · Tidewater Gazette, 4 March 2025 · [Harbour bridge to reopen in May](<…>)" */
export function originLine(quote: Quote, reach: Reach, messages: Messages): string {
  const { outlet, published } = quote.article;
  return origin(quote, `${shortLine(outlet, MAX_NAME)}, ${messages.day(published)}`, reach);
}

/** The same where the outlet is known: "**Lena Brandt** · 4 March 2025 · [Harbour bridge to reopen in May](<…>)" */
export const datedLine = (quote: Quote, reach: Reach, messages: Messages): string =>
  origin(quote, messages.day(quote.article.published), reach);

function origin(quote: Quote, place: string, reach: Reach): string {
  const who = quote.speaker ? [`**${shortLine(quote.speaker, MAX_NAME)}**`] : [];
  const title = link(shorten(quote.article.title, MAX_TITLE), urlOf(quote, reach));
  return [...who, place, title].join(' · ');
}

/** Outlet and day alone, as a link. */
export const placeLink = (quote: Pick<Quote, 'article' | 'link'>, reach: Reach, messages: Messages): string =>
  link(placeName(quote.article, messages), urlOf(quote, reach));

const placeName = ({ outlet, published }: Source, messages: Messages): string =>
  `${shorten(outlet, MAX_NAME)}, ${messages.day(published)}`;

function alsoLine({ also }: Quote, reach: Reach, messages: Messages): string[] {
  if (also.length === 0) return [];
  return [`-# ${messages.sameIn(also.map((other) => placeLink(other, reach, messages)).join(' · '))}`];
}

/** Where a link leads; to the article where Discord would not open one to the sentence. */
export function urlOf(quote: Pick<Quote, 'article' | 'link'>, reach: Reach): string | null {
  if (reach === 'nowhere') return null;
  return reach === 'sentence' && linkTarget(quote.link) ? quote.link : quote.article.url;
}
