// Check -> what a person reads: exact, near with the difference, or not found and why. Pure.
// The article's words stay as they are: what differs is marked around them.
import type { Check, Exact, Near, NotFound, Piece } from '../../check/check-types.ts';
import type { Coverage } from '../../types.ts';
import { archiveLine, fitForms, quoteForms } from './cited.ts';
import { escapeLine, link, shorten } from './markdown.ts';
import type { Words } from '../words/words.ts';

const MAX_PLACES = 3;
const MAX_NAME = 80;
const MAX_TITLE = 150;

/** The verdict with where the words stand, as the content of one message. */
export function verdictText(check: Check, words: Words): string {
  if (check.kind === 'exact') return exactText(check, words);
  return check.kind === 'near' ? nearText(check, words) : notFoundText(check, words);
}

function exactText({ places, more, coverage }: Exact, words: Words): string {
  const shown = places.slice(0, MAX_PLACES);
  const head = `**${words.exact}.** ${words.exactPlaces(places.length, more)}`;
  const rest = places.length > shown.length ? [words.andMore] : [];
  const bottom = [...rest, archiveLine(coverage, words)].map((line) => `-# ${line}`);
  return fitForms(
    [head],
    shown.map((place) => quoteForms(place, words)),
    bottom,
  );
}

function nearText({ places, similarity, coverage }: Near, words: Words): string {
  const [place] = places;
  const head = `**${words.near}.** ${likeness(similarity, words)}`;
  const difference = [`${words.legend}\n> ${marked(place!.difference)}`, `-# ${words.differenceTooLong}`];
  return fitForms([head], [quoteForms(place!, words), difference], [`-# ${archiveLine(coverage, words)}`]);
}

function notFoundText(check: NotFound, words: Words): string {
  const top = [`**${words.notFound}.** ${causeSentence(check, words)}`, archiveLine(check.coverage, words)];
  const [nearest] = check.nearest;
  return nearest
    ? fitForms([...top, '', `**${words.nearestOnly}**`], [quoteForms(nearest, words)])
    : top.join('\n');
}

/** How alike the nearest sentence is, as a sentence. */
export const likeness = (similarity: number, words: Words): string =>
  similarity < 1 ? words.sameWords(Math.floor(100 * similarity)) : words.sameButOrder;

/** Why nothing was found, in the person's language. */
export function causeSentence({ cause, coverage }: NotFound, words: Words): string {
  if (cause.kind === 'language') return foreignSentence(cause.language, coverage, words);
  if (cause.kind === 'headline') {
    const { title, url, outlet, published } = cause.article;
    const origin = `${escapeLine(shorten(outlet, MAX_NAME))}, ${words.day(published)}`;
    return words.headline(link(shorten(title, MAX_TITLE), url), origin);
  }
  const sentences = {
    absent: words.absent,
    'not compared': words.notCompared,
    'empty archive': words.emptyArchive,
    'too long': words.textTooLong,
    'no words': words.noWords,
  };
  return sentences[cause.kind];
}

/** That the archive is in other languages than a text. */
export function foreignSentence(language: string, { languages }: Coverage, words: Words): string {
  const held = words.languageNames(languages.map((each) => each.language));
  return words.foreign(words.languageName(language), held);
}

/** The difference in one line: only in the article bold and underlined, only in the text struck through. */
const marked = (pieces: readonly Piece[]): string => pieces.map(mark).filter(Boolean).join(' ');

function mark({ kind, text }: Piece): string {
  const plain = escapeLine(text);
  if (plain === '') return '';
  if (kind === 'missing') return `**__${plain}__**`;
  return kind === 'added' ? `~~${plain}~~` : plain;
}
