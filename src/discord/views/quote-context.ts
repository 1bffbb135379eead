// The sentences around a quote, the quote in bold, as a message. Pure.
import { quoteLink } from '../../text/text-fragment.ts';
import { withSurroundings } from '../../text/surroundings.ts';
import type { Article, Span } from '../../types.ts';
import { fitting } from './layout.ts';
import { escapeText } from './markdown.ts';
import { payload, type Payload } from './payload.ts';
import { originLine, REACHES } from './quote-block.ts';
import type { Messages } from '../../messages/messages.ts';

/** Characters of the article that are shown, if the quote leaves room for others. */
const MAX_CONTEXT = 1000;

/** The context of the quote of a number, counted from 1. */
export function renderContext(article: Article, quote: Span, number: number, messages: Messages): Payload {
  const placed = { article, link: quoteLink(article.url, article.text, quote), speaker: null };
  const tails = REACHES.map((reach) => originLine(placed, reach, messages));
  const head = `-# ${messages.contextOf(number)}`;
  const bodies = [withSurroundings(article.text, quote, MAX_CONTEXT), quote].map((span) =>
    marked(article.text, span, quote),
  );
  const layouts = bodies.flatMap((body) => tails.map((tail) => [head, body, tail].join('\n')));
  const without = [head, `-# ${messages.quoteTooLong}`, tails.at(-1)!].join('\n');
  return payload(fitting([...layouts, without]));
}

/** A block quote of the span, with the quote in bold, line by line. */
function marked(text: string, span: Span, quote: Span): string {
  const bold = escapeText(text.slice(quote.start, quote.end)).replace(/^.*\S.*$/gm, '**$&**');
  const whole =
    escapeText(text.slice(span.start, quote.start)) + bold + escapeText(text.slice(quote.end, span.end));
  return `> ${whole.replace(/\n\s*\n/g, '\n').replace(/\n/g, '\n> ')}`;
}
