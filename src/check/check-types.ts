// The nouns of a check: whether the archive says a text word for word, nearly, or not. No code lives here.
import type { Coverage, Quote, Source } from '../types.ts';

/** A piece of a quote beside the text that was checked. */
export interface Piece {
  /**
   * `around`: the rest of the sentences that hold the text; `same`: word for word in both;
   * `missing`: in the article, not in the text; `added`: in the text, not in the article.
   */
  kind: 'around' | 'same' | 'missing' | 'added';
  text: string;
}

/** Where a text stands in the archive, or nearly: whole sentences, and how they differ from it. */
export interface Place extends Quote {
  /** Of whom the sentences say that they did not say it, or only might have, or in a forgery; null where of nobody. */
  notSaidBy: string | null;
  difference: Piece[];
}

interface CheckBase {
  /** What was checked, white space collapsed. */
  text: string;
  coverage: Coverage;
  /** Milliseconds from text to verdict. */
  ms: number;
}

/** Every word stands in the archive, in this order, with nothing left out between them. */
export interface Exact extends CheckBase {
  kind: 'exact';
  /** The earliest published first. */
  places: Place[];
  /** It stands in more places than are shown. */
  more: boolean;
}

/** The archive has a sentence that says it in other words here and there, or with words that the text leaves out. */
export interface Near extends CheckBase {
  kind: 'near';
  /** The closest sentence; more than one when it was published more than once. */
  places: Place[];
  /** Up to 1: how many of the words are the same. */
  similarity: number;
  /** Where the very words stand, if only as a title, heading or caption. */
  noSentence: NoSentence | null;
}

export interface NotFound extends CheckBase {
  kind: 'not found';
  places: [];
  /** What came closest, shown only as such. */
  nearest: Quote[];
  cause: NotFoundCause;
}

/** Where a text stands that no sentence of a story says: as a title, as a heading within the text, below or for a picture. */
export interface NoSentence {
  kind: 'headline' | 'heading' | 'caption';
  article: Source;
}

/** Why a text was not found: by its words, or for what it is. */
export type NotFoundCause =
  | { kind: 'absent' | 'empty archive' | 'no words' }
  /** Longer than so many words: looked for word for word alone. */
  | { kind: 'not compared'; most: number }
  /** Longer than so many characters. */
  | { kind: 'too long'; most: number }
  | NoSentence
  | { kind: 'language'; language: string };

/** The verdict on whether the archive says something. */
export type Check = Exact | Near | NotFound;
