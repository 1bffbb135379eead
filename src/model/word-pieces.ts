// A text as BERT's word pieces, each with where it stands in the text; transformers.js tells the pieces, not the places.
//
//   "Zürich’s" -> zurich [0, 6), ’ [6, 7), s [7, 8)
//
// Normalisation, words and pieces as in Hugging Face's tokenizers (BertNormalizer, BertPreTokenizer, WordPiece), so
// that a model sees what it was trained on. Marks such as [SEP] are words like others in a text: no article can forge one.
import { z } from 'zod';

/** A piece of a text, from `start` up to `end` in UTF-16 units. Pieces of one word have the same number of the word. */
export interface Piece {
  id: number;
  start: number;
  end: number;
  word: number;
}

/** A character of a word as the vocabulary has it, with where it comes from. */
interface Letter {
  text: string;
  start: number;
  end: number;
}

/** What a character is to the words of a text. `word`: one by itself, such as a comma. */
interface Character {
  role: 'letter' | 'accent' | 'word' | 'space';
  /** As the vocabulary has it: none, one, or several. */
  letters: string;
}

/** Characters whose roles are remembered: more than any language but Chinese writes with. */
const MAX_CHARACTERS = 10_000;
/** No text of words has longer pieces on average; what is beyond is not looked at, however endless it is. */
const MAX_CHARACTERS_PER_PIECE = 64;

const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\ufffd]/u;
/** Of the control characters only those that set text apart end a word; the others are as if not there. */
const SPACE = /[\t\n\r\p{Z}]/u;
const ACCENTS = /\p{Mn}/gu;
/** All of ASCII that is neither letter, digit nor space counts as punctuation, `$` and `+` too. */
const PUNCTUATION = /[!-/:-@[-`{-~\p{P}]/u;
/** CJK ideographs, each a word; the blocks that BERT knows. */
const IDEOGRAPH =
  /[\u{4e00}-\u{9fff}\u{3400}-\u{4dbf}\u{20000}-\u{2a6df}\u{2a700}-\u{2ceaf}\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}]/u;

const tokenizerSchema = z.object({
  normalizer: z.object({
    type: z.literal('BertNormalizer'),
    lowercase: z.boolean(),
    strip_accents: z.boolean().nullish(),
  }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({
    type: z.literal('WordPiece').default('WordPiece'),
    unk_token: z.string().default('[UNK]'),
    continuing_subword_prefix: z.string().default('##'),
    max_input_chars_per_word: z.number().default(100),
    vocab: z.record(z.string(), z.number()),
  }),
});

export class WordPieces {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #unknown: number;
  readonly #inside: string;
  readonly #maxLetters: number;
  readonly #lowercase: boolean;
  readonly #bare: boolean;
  /** Characters of the longest piece. */
  readonly #longest: number;
  readonly #characters = new Map<string, Character>();

  /**
   * @param tokenizer the content of a `tokenizer.json`
   * @throws Error when it describes another kind of tokenizer
   */
  constructor(tokenizer: unknown) {
    const parsed = tokenizerSchema.safeParse(tokenizer);
    if (!parsed.success) throw new Error('its tokenizer.json does not describe the word pieces of BERT');
    const { normalizer, model } = parsed.data;
    this.#vocabulary = new Map(Object.entries(model.vocab));
    this.#longest = Object.keys(model.vocab).reduce((most, { length }) => Math.max(most, length), 0);
    this.#unknown = this.idOf(model.unk_token);
    this.#inside = model.continuing_subword_prefix;
    this.#maxLetters = model.max_input_chars_per_word;
    this.#lowercase = normalizer.lowercase;
    this.#bare = normalizer.strip_accents ?? normalizer.lowercase;
  }

  /**
   * The id of a piece of the vocabulary, such as '[CLS]'.
   * @throws Error when there is none
   */
  idOf(piece: string): number {
    const id = this.#vocabulary.get(piece);
    if (id === undefined) throw new Error(`its vocabulary has no ${piece}`);
    return id;
  }

  /** The first `most` pieces of a text; what comes after them is not looked at. */
  of(text: string, most: number): Piece[] {
    const pieces: Piece[] = [];
    let word = 0;
    for (const letters of this.#wordsOf(text.slice(0, most * MAX_CHARACTERS_PER_PIECE))) {
      pieces.push(...this.#piecesOf(letters, word++));
      if (pieces.length >= most) break;
    }
    return pieces.slice(0, most);
  }

  *#wordsOf(text: string): Generator<Letter[]> {
    let word: Letter[] = [];
    let at = 0;
    for (const character of text) {
      const [start, end] = [at, (at += character.length)];
      const { role, letters } = this.#known(character);
      if (role !== 'letter' && role !== 'accent') {
        yield word;
        word = [];
        if (role === 'word') yield Array.from(letters, (letter) => ({ text: letter, start, end }));
        continue;
      }
      // An accent set apart from its letter belongs to it all the same: nobody sees one without the other.
      if (role === 'accent' && word.length > 0) word.at(-1)!.end = end;
      for (const letter of letters) word.push({ text: letter, start, end });
    }
    yield word;
  }

  #known(character: string): Character {
    const known = this.#characters.get(character);
    if (known) return known;
    const { role, letters } = this.#characterOf(character);
    if (this.#characters.size >= MAX_CHARACTERS) this.#characters.clear();
    this.#characters.set(character, { role, letters });
    return { role, letters };
  }

  #characterOf(character: string): Character {
    if (SPACE.test(character)) return { role: 'space', letters: '' };
    if (CONTROL.test(character)) return { role: 'letter', letters: '' };
    const bare = this.#bare ? character.normalize('NFD').replace(ACCENTS, '') : character;
    if (bare === '') return { role: 'accent', letters: '' };
    const letters = this.#lowercase ? bare.toLowerCase() : bare;
    return { role: PUNCTUATION.test(letters) || IDEOGRAPH.test(letters) ? 'word' : 'letter', letters };
  }

  /** The longest piece that the word begins with, then the longest of the rest, and so on; unknown if any is. */
  #piecesOf(letters: readonly Letter[], word: number): Piece[] {
    const piece = (id: number, from: number, to: number): Piece => ({
      id,
      start: letters[from]!.start,
      end: letters[to - 1]!.end,
      word,
    });
    const pieces: Piece[] = [];
    const known = letters.length <= this.#maxLetters;
    for (let from = 0; from < letters.length;) {
      const longest = known && this.#longestFrom(letters, from);
      if (!longest) return [piece(this.#unknown, 0, letters.length)];
      pieces.push(piece(longest.id, from, longest.to));
      from = longest.to;
    }
    return pieces;
  }

  #longestFrom(letters: readonly Letter[], from: number): { id: number; to: number } | null {
    let text = from > 0 ? this.#inside : '';
    let longest: { id: number; to: number } | null = null;
    for (let to = from + 1; to <= letters.length && text.length < this.#longest; to++) {
      text += letters[to - 1]!.text;
      const id = this.#vocabulary.get(text);
      if (id !== undefined) longest = { id, to };
    }
    return longest;
  }
}
