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

  /**
   * @param tokenizer the content of a `tokenizer.json`
   * @throws Error when it describes another kind of tokenizer
   */
  constructor(tokenizer: unknown) {
    const parsed = tokenizerSchema.safeParse(tokenizer);
    if (!parsed.success) throw new Error('its tokenizer.json does not describe the word pieces of BERT');
    const { normalizer, model } = parsed.data;
    this.#vocabulary = new Map(Object.entries(model.vocab));
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
    for (const letters of this.#wordsOf(text)) {
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
      if (SPACE.test(character)) {
        yield word;
        word = [];
        continue;
      }
      const letters = this.#normalised(character);
      // An accent set apart from its letter belongs to it all the same: nobody sees one without the other.
      if (letters === '' && !CONTROL.test(character) && word.length > 0) word.at(-1)!.end = end;
      for (const letter of letters) {
        if (PUNCTUATION.test(letter) || IDEOGRAPH.test(letter)) {
          yield word;
          yield [{ text: letter, start, end }];
          word = [];
        } else word.push({ text: letter, start, end });
      }
    }
    yield word;
  }

  /** A character as the vocabulary has it: none, one, or several. */
  #normalised(character: string): string {
    if (CONTROL.test(character)) return '';
    const bare = this.#bare ? character.normalize('NFD').replace(ACCENTS, '') : character;
    return this.#lowercase ? bare.toLowerCase() : bare;
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
    const unknown = letters.length > this.#maxLetters;
    for (let from = 0; !unknown && from < letters.length;) {
      let to = letters.length;
      let id: number | undefined;
      for (; to > from; to--) {
        const text = letters.slice(from, to).map((letter) => letter.text);
        id = this.#vocabulary.get((from > 0 ? this.#inside : '') + text.join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [piece(this.#unknown, 0, letters.length)];
      pieces.push(piece(id, from, to));
      from = to;
    }
    return unknown ? [piece(this.#unknown, 0, letters.length)] : pieces;
  }
}
