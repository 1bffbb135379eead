// Words -> meanings of whole sentences without a neural network: each word piece has a vector, and a sentence is their sum.
// It takes microseconds a sentence, so that every sentence of the best articles of a question can be compared with it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from './model-folder.ts';
import { WordPieces } from './word-pieces.ts';

/** Beside the reader, which it was trained with; the two share their vocabulary. */
const FOLDER = fileURLToPath(new URL('./reader', import.meta.url));
const FILE = 'static.safetensors';

/** Words are looked up again and again: news uses few. Emptied when full, so that memory stays bounded. */
const MAX_WORDS = 50_000;
/** No word of the vocabulary's has more pieces that tell anything. */
const MAX_PIECES = 12;

export interface StaticEncoder {
  dimension: number;
  /** The sum of the words' vectors: of any length, and zero where nothing is known. */
  ofSentence(words: readonly string[]): Float32Array;
  /** The same for a question, in which other words matter; of unit length, or zero. */
  ofQuestion(words: readonly string[]): Float32Array;
}

/** A tensor of a safetensors file: bytes `from` to `to` behind the header. */
interface Tensor {
  shape: number[];
  data_offsets: [from: number, to: number];
}

/** Loads the encoder that comes with the code. */
export async function openStaticEncoder(): Promise<StaticEncoder> {
  const [pieces, file] = await Promise.all([
    readJson(join(FOLDER, 'tokenizer.json')).then((json) => new WordPieces(json)),
    readFile(join(FOLDER, FILE)),
  ]);
  const headerLength = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, 8 + headerLength)) as Record<string, Tensor>;
  const bytesOf = (name: string) => {
    const [from, to] = header[name]!.data_offsets;
    // A copy, for numbers of four bytes must lie at multiples of four.
    return new Uint8Array(file.subarray(8 + headerLength + from, 8 + headerLength + to)).buffer;
  };
  const dimension = header.vectors!.shape[1]!;
  const vectors = new Int8Array(bytesOf('vectors'));
  const scales = new Float32Array(bytesOf('scales'));
  const weights = new Float32Array(bytesOf('question_weights'));

  const known = new Map<string, readonly number[]>();
  const piecesOf = (word: string): readonly number[] => {
    const found = known.get(word);
    if (found) return found;
    if (known.size >= MAX_WORDS) known.clear();
    const made = pieces.of(word, MAX_PIECES).map(({ id }) => id);
    known.set(word, made);
    return made;
  };
  const sum = (words: readonly string[], weightOf: (id: number) => number): Float32Array => {
    const total = new Float32Array(dimension);
    for (const word of words)
      for (const id of piecesOf(word)) {
        const scale = scales[id]! * weightOf(id);
        const row = id * dimension;
        for (let i = 0; i < dimension; i++) total[i]! += scale * vectors[row + i]!;
      }
    return total;
  };
  return {
    dimension,
    ofSentence: (words) => sum(words, () => 1),
    ofQuestion: (words) => {
      const total = sum(words, (id) => weights[id]!);
      const length = Math.hypot(...total);
      return total.map((value) => value / (length || 1));
    },
  };
}

/** Cosine of a vector of unit length with the sum of others, -1..1; 0 where there is nothing to compare. */
export function cosineWithSum(unit: Float32Array, ...vectors: readonly Float32Array[]): number {
  let [dot, squares] = [0, 0];
  for (let i = 0; i < unit.length; i++) {
    let value = 0;
    for (const vector of vectors) value += vector[i]!;
    dot += value * unit[i]!;
    squares += value * value;
  }
  return squares === 0 ? 0 : dot / Math.sqrt(squares);
}
