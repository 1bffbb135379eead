// What a check says besides its quotes, in the words of one language. Pure.
import type { Check, NoSentence, NotFound } from '../check/check-types.ts';
import type { Coverage, Source } from '../types.ts';
import type { Messages } from './messages.ts';

/** How an article is named whose headline holds the text: its title, and its outlet. */
type HeadlineNames = (article: Source) => readonly [title: string, outlet: string];

/** How alike the nearest sentence is, as a sentence. */
export const likeness = (similarity: number, messages: Messages): string =>
  similarity < 1 ? messages.sameWords(Math.floor(100 * similarity)) : messages.sameButOrder;

/** That the first place denies that somebody said what it holds: the place, and nothing where it does not. */
export function notSaidBy({ places: [place] }: Pick<Check, 'places'>, messages: Messages): string[] {
  return place?.notSaidBy ? [messages.notSaidBy(place.notSaidBy)] : [];
}

/** Why nothing was found. */
export function notFoundReason(
  { cause, coverage }: Pick<NotFound, 'cause' | 'coverage'>,
  messages: Messages,
  named: HeadlineNames = ({ title, outlet }) => [messages.quoted(title), outlet],
): string {
  switch (cause.kind) {
    case 'absent':
      return messages.absent;
    case 'not compared':
      return messages.notCompared(cause.most);
    case 'too long':
      return messages.textTooLong(cause.most);
    case 'no words':
      return messages.noWords;
    case 'empty archive':
      return messages.emptyArchive;
    case 'language':
      return foreignText(cause.language, coverage, messages);
    case 'headline':
    case 'heading':
    case 'caption':
      return noSentenceReason(cause, messages, named);
  }
}

/** That a text stands where no sentence of a story does. */
export function noSentenceReason(
  { kind, article }: NoSentence,
  messages: Messages,
  named: HeadlineNames = ({ title, outlet }) => [messages.quoted(title), outlet],
): string {
  const [title, outlet] = named(article);
  return messages[kind](title, `${outlet}, ${messages.day(article.published)}`);
}

/** That the archive is in other languages than a text, as a sentence. */
export function foreignText(language: string, { languages }: Coverage, messages: Messages): string {
  const held = messages.languageNames(languages.map((each) => each.language));
  return messages.foreign(messages.languageName(language), held);
}
