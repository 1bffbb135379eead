// The sentence for whoever comes when there is no room: it says when to come again.
import { UserError } from '../errors.ts';
import { wordsFor, type Words } from './words/words.ts';

/**
 * Asked too often, or while too many wait. In a channel a person is told so once a minute at most. Where it is thrown
 * nobody knows who asks: it is worded where they are told.
 */
export class Busy extends UserError {
  constructor(readonly inWords: (words: Words) => readonly [fact: string, remedy: string]) {
    super(...inWords(wordsFor('en')));
  }

  /** Fact and remedy as one line in the person's language. */
  sentenceIn(words: Words): string {
    return this.inWords(words).join(' ');
  }
}
