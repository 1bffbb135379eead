// Check -> what a person reads: exact, near with the difference, or not found and why. Pure.
// The article's words stay as they are: what differs is marked around them.
import type { Check, Exact, Near, NotFound, Piece } from '../../check/check-types.ts';
import type { Coverage } from '../../types.ts';
import { archiveLine, fitForms, quoteForms } from './cited-quotes.ts';
import { escapeLine, link, shorten } from './markdown.ts';
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
  return fitForms(
    [head],
    shown.map((place) => quoteForms(place, messages)),
    bottom,
  );
}

function nearText({ places, similarity, coverage }: Near, messages: Messages): string {
  const [place] = places;
  const head = `**${messages.near}.** ${likeness(similarity, messages)}`;
  const difference = [
    `${messages.legend}\n> ${marked(place!.difference)}`,
    `-# ${messages.differenceTooLong}`,
  ];
  return fitForms(
    [head],
    [quoteForms(place!, messages), difference],
    [`-# ${archiveLine(coverage, messages)}`],
  );
}

function notFoundText(check: NotFound, messages: Messages): string {
  const top = [
    `**${messages.notFound}.** ${causeSentence(check, messages)}`,
    archiveLine(check.coverage, messages),
  ];
  const [nearest] = check.nearest;
  return nearest
    ? fitForms([...top, '', `**${messages.nearestOnly}**`], [quoteForms(nearest, messages)])
    : top.join('\n');
}

/** How alike the nearest sentence is, as a sentence. */
export const likeness = (similarity: number, messages: Messages): string =>
  similarity < 1 ? messages.sameWords(Math.floor(100 * similarity)) : messages.sameButOrder;

/** Why nothing was found, in the person's language. */
export function causeSentence({ cause, coverage }: NotFound, messages: Messages): string {
  if (cause.kind === 'language') return foreignSentence(cause.language, coverage, messages);
  if (cause.kind === 'headline') {
    const { title, url, outlet, published } = cause.article;
    const origin = `${escapeLine(shorten(outlet, MAX_NAME))}, ${messages.day(published)}`;
    return messages.headline(link(shorten(title, MAX_TITLE), url), origin);
  }
  const sentences = {
    absent: messages.absent,
    'not compared': messages.notCompared,
    'empty archive': messages.emptyArchive,
    'too long': messages.textTooLong,
    'no words': messages.noWords,
  };
  return sentences[cause.kind];
}

/** That the archive is in other languages than a text. */
export function foreignSentence(language: string, { languages }: Coverage, messages: Messages): string {
  const held = messages.languageNames(languages.map((each) => each.language));
  return messages.foreign(messages.languageName(language), held);
}

/** The difference in one line: only in the article bold and underlined, only in the text struck through. */
const marked = (pieces: readonly Piece[]): string => pieces.map(mark).filter(Boolean).join(' ');

function mark({ kind, text }: Piece): string {
  const plain = escapeLine(text);
  if (plain === '') return '';
  if (kind === 'missing') return `**__${plain}__**`;
  return kind === 'added' ? `~~${plain}~~` : plain;
}
