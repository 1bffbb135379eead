// The phrases that follow-ups are recognised by, as one language has them, and how lists of words become patterns. Pure.
import { oneOf } from '../../text/patterns.ts';
import { words } from '../../text/words.ts';

/** One of the forms, wherever a word may stand; `\b` knows no letters but English ones. */
export const word = (...forms: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])${oneOf(...forms)}(?![\\p{L}\\p{N}])`;
/** A text that holds one of the forms. */
export const any = (...forms: readonly string[]): RegExp => new RegExp(word(...forms), 'iu');
/** A text that opens with one of the forms; what parts it from the rest is matched too. */
export const opens = (...forms: readonly string[]): RegExp =>
  new RegExp(`^${oneOf(...forms)}(?![\\p{L}\\p{N}])[\\s,:–-]*`, 'iu');
/** A text that is one of the forms and nothing more. */
export const whole = (...forms: readonly string[]): RegExp => new RegExp(`^${oneOf(...forms)}$`, 'iu');
export const set = (list: string): ReadonlySet<string> => new Set(words(list));

/** The phrases of one language by which a follow-up is recognised and rewritten. */
export interface Phrases {
  /** Function words by which a text is known to be of it; English is what is of no other. */
  known: RegExp;
  /** "And …": says nothing but that something went before. */
  joining: RegExp;
  /** "No, I meant …" */
  correcting: RegExp;
  /** "What about …?", "How about …?" */
  asking: RegExp;
  /** "about …", "on …" at the start of what a question is about. */
  about: RegExp;
  /** The preposition that joins a topic to a question. */
  on: string;
  /** Begins a bare name of somebody whose words are asked for: what they speak of would have a preposition or an article. */
  somebody: RegExp | null;
  /** A preposition of place or time, or of what goes along. */
  placing: RegExp;
  /** A question word with nothing behind it: the earlier question, asked otherwise. */
  bare: RegExp;
  /** "More?", "Who else?": what the earlier question found besides. */
  more: RegExp;
  /** He, she, they, and their forms. */
  pronoun: RegExp;
  female: RegExp;
  male: RegExp;
  /** Pronouns that a name takes the place of as it is, and those that want its genitive. */
  plain: RegExp;
  possessive: RegExp;
  /** It, that, this, there: stands for a thing or a place, or for what was said. */
  thing: RegExp;
  /** "Who is she?": asks for the person alone. */
  whoIs: RegExp;
  /** A question word, or a verb that opens a question: what begins so is no bare name of a thing. */
  clause: RegExp;
  /** "Who won?", "How many hectares?": a question word and one word. */
  clipped: RegExp;
  /** Whose words are asked for: `who`. */
  speech: readonly RegExp[];
  /** The end of a verb that stands behind the topic. */
  closing: RegExp | null;
  /** "About", before a noun. */
  aboutWord: string;
  /** Asked of somebody's words without anything behind it, it is asked of those words: "Why did she say that?" */
  ofWords: RegExp;
  saidThat: (how: string, who: string) => string;
  /** Asks for people. */
  who: RegExp;
  /** Who else: the others whose words are asked for. */
  others: string;
  /** Words that may stand before a pronoun without being what it stands for. */
  opening: ReadonlySet<string>;
  /** Words that are no topic, beside those that no English question is about. */
  stop: ReadonlySet<string>;
  /** Days, where chrono-node does not read them. */
  days: RegExp | null;
  genitive: string;
}
