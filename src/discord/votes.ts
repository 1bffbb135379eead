// Whether an answer helped, as people say with its buttons.

/** Where votes are kept. */
export interface Votes {
  /**
   * One vote a person and answer: a later one takes the place of the earlier.
   * @param answerKey the id of the message that holds the answer
   */
  vote(answerKey: string, userId: string, value: 1 | -1): Promise<void>;
}

/** Votes that are forgotten when the bot ends. */
export class VotesInMemory implements Votes {
  /** By answer and person. */
  readonly votes = new Map<string, 1 | -1>();

  vote(answerKey: string, userId: string, value: 1 | -1): Promise<void> {
    this.votes.set(`${answerKey} ${userId}`, value);
    return Promise.resolve();
  }
}
