// Check -> what a person reads: exact, near with the difference, or not found and why. Pure.
// The article's words stay as they are: what differs is marked around them.
import type { Check, Exact, Near, NotFound, Piece } from '../../check/check-types.ts';
import { quoteForms } from './quote-block.ts';
import { fitting, longestGivesWay } from './layout.ts';
import { escapeLine, link, shorten, shortLine } from './markdown.ts';
import { archiveLine } from '../../messages/index-wording.ts';
import { likeness, notFoundReason } from '../../messages/check-wording.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_PLACES = 3;
const MAX_NAME = 80;
const MAX_TITLE = 150;

/** The verdict with where the words stand, as the content of one message. */
export function verdictText(check: Check, messages: Messages): string {
  if (check.kind === 'exact') return exactText(check, messages);
  return check.kind === 'near' ? nearText(check, messages) : notFoundText(check, messages);
}

function exactText({ places, more, coverage }: Exact, messages: Messages): string {
  const shown = places.slice(0, MAX_PLACES);
  const head = `**${messages.exact}.** ${messages.exactPlaces(places.length, more)}`;
  const rest = places.length > shown.length ? [messages.andMore] : [];
  const bottom = [...rest, archiveLine(coverage, messages)].map((line) => `-# ${line}`);
  const blocks = shown.map((place) => quoteForms(place, messages));
  return fitting(longestGivesWay({ top: [head], blocks, bottom }));
}

function nearText({ places, similarity, coverage }: Near, messages: Messages): string {
  const [place] = places;
  const head = `**${messages.near}.** ${likeness(similarity, messages)}`;
  const difference = [
    `**__${messages.onlyInArticle}__**, ~~${messages.onlyInText}~~:\n> ${marked(place!.difference)}`,
    `-# ${messages.differenceTooLong}`,
  ];
  const bottom = [`-# ${archiveLine(coverage, messages)}`];
  return fitting(
    longestGivesWay({ top: [head], blocks: [quoteForms(place!, messages), difference], bottom }),
  );
}

function notFoundText(check: NotFound, messages: Messages): string {
  const top = [
    `**${messages.notFound}.** ${missingReason(check, messages)}`,
    archiveLine(check.coverage, messages),
  ];
  const [nearest] = check.nearest;
  if (!nearest) return top.join('\n');
  const blocks = [quoteForms(nearest, messages)];
  return fitting(longestGivesWay({ top: [...top, '', `**${messages.nearestOnly}**`], blocks }));
}

/** Why nothing was found; a headline is named with a link to its article. */
export const missingReason = (check: NotFound, messages: Messages): string =>
  notFoundReason(check, messages, ({ title, url, outlet }) => [
    link(shorten(title, MAX_TITLE), url),
    shortLine(outlet, MAX_NAME),
  ]);

/** The difference in one line: only in the article bold and underlined, only in the text struck through. */
const marked = (pieces: readonly Piece[]): string => pieces.map(mark).filter(Boolean).join(' ');

function mark({ kind, text }: Piece): string {
  const plain = escapeLine(text);
  if (plain === '') return '';
  if (kind === 'missing') return `**__${plain}__**`;
  return kind === 'added' ? `~~${plain}~~` : plain;
}
