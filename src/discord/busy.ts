// The sentence for whoever comes when there is no room: it says when to come again.
import { UserError } from '../errors.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';

/**
 * Asked too often, or while too many wait. In a channel a person is told so once a minute at most. Where it is thrown
 * nobody knows who asks: it is worded where they are told.
 */
export class Busy extends UserError {
  constructor(readonly wording: (messages: Messages) => readonly [fact: string, remedy: string]) {
    super(...wording(messagesFor('en')));
  }

  /** Fact and remedy as one line in the person's language. */
  sentenceIn(messages: Messages): string {
    return this.wording(messages).join(' ');
  }
}
