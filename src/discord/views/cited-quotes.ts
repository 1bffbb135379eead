// The forms that a quote takes in a list of them, the fullest first, and the line on what the archive holds. Pure.
import type { Coverage, Quote } from '../../types.ts';
import type { Messages } from '../../messages/messages.ts';
import type { Forms } from './layout.ts';
import { blockQuote, escapeLine, link, shorten, shortLine } from './markdown.ts';
import { MAX_NAME, originLine, placeLink, REACHES, urlOf } from './quote-block.ts';

/** A quote as a block with its speaker, outlet, day and link; without its words where these do not fit. */
export function quoteForms(quote: Quote, messages: Messages, head = ''): Forms {
  const above = head && `${head}\n`;
  return [
    ...(['sentence', 'article'] as const).map(
      (reach) => `${above}${blockQuote(quote.text)}\n${originLine(quote, reach, messages)}`,
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
  const text = blockQuote(quote.text);
  const tooLong = `-# ${messages.tooLong.replace(/:$/, '.')}`;
  return [fullest + text, short + text, short + tooLong, shortest + tooLong];
}

/** "Archive: 24 articles, 9 February 2025 to 6 October 2025". */
export function archiveLine({ articles, from, to }: Coverage, messages: Messages): string {
  return from && to ? messages.archive(articles, messages.days(from, to)) : messages.emptyArchive;
}
