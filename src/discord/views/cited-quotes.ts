// Quotes with where they are from, in the person's language, and as many of them whole as fit one message. Pure.
import type { Coverage, Quote } from '../../types.ts';
import { blockQuote, escapeLine, link, linkTarget, shorten } from './markdown.ts';
import { MESSAGE_LIMIT } from './payload.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_NAME = 80;
const MAX_TITLE = 120;

/** What can be shown of one thing, the fullest first; each is shorter than the one before, the last is short. */
export type Forms = readonly string[];

/** A quote as a block with its speaker, outlet, day and link; without its words where these do not fit. */
export function quoteForms(quote: Quote, messages: Messages, head = ''): Forms {
  const block = `${head && `${head}\n`}${blockQuote(quote.text)}\n`;
  const note = `${head && `${head}\n`}-# ${messages.tooLong} `;
  return [
    block + originLine(quote, messages, sentenceUrl(quote)),
    block + originLine(quote, messages, quote.article.url),
    note + link(placeName(quote, messages), quote.article.url),
    note + link(placeName(quote, messages), null),
  ];
}

/** A dated line with the quote below it. */
export function datedForms(quote: Quote, messages: Messages): Forms {
  const { outlet, published, url } = quote.article;
  const who = quote.speaker ? ` · ${name(quote.speaker)}` : '';
  // "**11. März**" at the start of a line would be a list, without its 11.
  const day = escapeLine(messages.day(published));
  const line = (target: string | null) => `**${day}** · ${link(shorten(outlet, MAX_NAME), target)}${who}`;
  const text = blockQuote(quote.text);
  return [
    `${line(sentenceUrl(quote))}\n${text}`,
    `${line(url)}\n${text}`,
    `${line(url)}\n-# ${messages.tooLong.replace(/:$/, '.')}`,
    `${line(null)}\n-# ${messages.tooLong.replace(/:$/, '.')}`,
  ];
}

/** "Archive: 24 articles, 9 February 2025 to 6 October 2025". */
export function archiveLine({ articles, from, to }: Coverage, messages: Messages): string {
  return from && to ? messages.archive(articles, messages.days(from, to)) : messages.emptyArchive;
}

/**
 * The blocks between top and bottom within Discord's limit: what is longest gives way first, one form at a time.
 * The last forms, top and bottom together must fit.
 */
export function fitForms(top: string[], blocks: readonly Forms[], bottom: string[] = []): string {
  const level = blocks.map(() => 0);
  const shown = () => blocks.map((forms, i) => forms[level[i]!]!);
  const text = () => [...top, ...(blocks.length > 0 ? [shown().join('\n\n')] : []), ...bottom].join('\n');
  while (text().length > MESSAGE_LIMIT) {
    const lengths = shown().map((form, i) => (level[i]! + 1 < blocks[i]!.length ? form.length : 0));
    const longest = lengths.indexOf(Math.max(...lengths));
    if (!lengths[longest]) break;
    level[longest]!++;
  }
  return text();
}

function originLine({ speaker, article }: Quote, messages: Messages, url: string): string {
  const who = speaker ? `**${name(speaker)}** · ` : '';
  const title = link(shorten(article.title, MAX_TITLE), url);
  return `${who}${name(article.outlet)}, ${messages.day(article.published)} · ${title}`;
}

const placeName = ({ article }: Quote, messages: Messages): string =>
  `${shorten(article.outlet, MAX_NAME)}, ${messages.day(article.published)}`;

const sentenceUrl = (quote: Quote): string => (linkTarget(quote.link) ? quote.link : quote.article.url);

const name = (text: string): string => escapeLine(shorten(text, MAX_NAME));
