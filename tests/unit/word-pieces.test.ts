// A text's word pieces are those that the reader was trained on, and each stands where its place says.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import { describe, expect, it } from 'vitest';
import { WordPieces } from '../../src/model/word-pieces.ts';
import { GLUED, HOSTILE } from '../support/hostile-texts.ts';
import { EXAMPLE, ROOT } from '../support/project.ts';

const FOLDER = join(ROOT, 'src/model/reader');
const tokenizer = JSON.parse(readFileSync(join(FOLDER, 'tokenizer.json'), 'utf8'));
const pieces = new WordPieces(tokenizer);
const ALL = 1000;
const SEP = 102;
const UNKNOWN = 100;

/** The text of each piece. */
const slicesOf = (text: string) => pieces.of(text, ALL).map(({ start, end }) => text.slice(start, end));
const idsOf = (text: string) => pieces.of(text, ALL).map(({ id }) => id);

describe('the pieces', () => {
  it('of every line of the corpus are those of the library', async () => {
    Object.assign(env, { allowRemoteModels: false, localModelPath: dirname(FOLDER) });
    const library = await AutoTokenizer.from_pretrained(basename(FOLDER), { local_files_only: true });
    const lines = readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.txt') || file.endsWith('.md'))
      .flatMap((file) => readFileSync(join(EXAMPLE, file), 'utf8').split('\n'));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) expect([101, ...idsOf(line), SEP], line).toEqual(library.encode(line));
  });

  // Oracle: Hugging Face's tokenizers 0.22, which trained the reader.
  it.each([
    ['Zürich’s İstanbul, naïve', [10204, 1521, 1055, 9960, 1010, 15743]],
    ['東京 Tokyo', [1879, 1755, 5522]],
    ['한국', [1469, 30006, 30021, 29991, 30014, 30020]],
    ['$5.3m (+2%)', [1002, 1019, 1012, 1017, 2213, 1006, 1009, 1016, 1003, 1007]],
  ])('of %s are those of the library that trained the reader', (text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it('of words in brackets are words: no text can forge a mark such as [SEP]', () => {
    expect(slicesOf('No [SEP] here')).toEqual(['No', '[', 'SEP', ']', 'here']);
    expect(idsOf('No [SEP] here')).not.toContain(SEP);
  });

  it('are as many as are asked for, however long the text', () => {
    expect(pieces.of('The minister spoke. '.repeat(100_000), 6)).toHaveLength(6);
    expect(pieces.of('unforgettable '.repeat(3), 2)).toHaveLength(2);
  });

  it('of a word without end, and of one with a letter that no piece has, are one: unknown', () => {
    expect(idsOf('a'.repeat(101))).toEqual([UNKNOWN]);
    expect(idsOf('x\u{1f600}y')).toEqual([UNKNOWN]);
    expect(pieces.of('x'.repeat(1_000_000), 60)).toHaveLength(1);
  });

  it('of what nobody sees are none', () => {
    for (const text of ['', ' \n\t\u00a0', '\u200b\u00ad\ufeff', '\u0000\u001b', '\ud83d'])
      expect(pieces.of(text, ALL)).toEqual([]);
  });
});

describe('the place of a piece', () => {
  it.each([
    ['a word', 'The harbour closed.', ['The', 'harbour', 'closed', '.']],
    ['parts of a word', 'unforgettable', ['un', 'for', 'get', 'table']],
    ['accented letters', 'Zoë in Zürich', ['Zoë', 'in', 'Zürich']],
    ['accents set apart', 'Zoe\u0308 said', ['Zoe\u0308', 'said']],
    ['ideographs', '東京 now', ['東', '京', 'now']],
    ['what is invisible', 'gov\u00adern\u200bment', ['gov\u00adern\u200bment']],
    ['an emoji', 'well 👩\u200d👧 done', ['well', '👩\u200d👧', 'done']],
  ])('is its own: %s', (_, text, slices) => {
    expect(slicesOf(text)).toEqual(slices);
  });

  it('is in order, never empty and never in the middle of a character, whatever the text', () => {
    for (const text of [...HOSTILE, ...GLUED, '\ud83d\ude00\ud83d x \ude00', 'İİİ ŉ ǰ ΐ ﬃ Å Σίσυφος']) {
      let last = { start: 0, end: 0 };
      for (const piece of pieces.of(text, ALL)) {
        expect(piece.end).toBeGreaterThan(piece.start);
        // Only one character that is several to the vocabulary stands under several pieces.
        if (piece.start < last.end) expect([piece.start, piece.end]).toEqual([last.start, last.end]);
        last = piece;
        const slice = text.slice(piece.start, piece.end);
        expect(slice.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/, ''), text).toBe(slice);
      }
    }
  });

  it('tells which pieces are of one word', () => {
    const words = pieces.of('unforgettable harbours', ALL).map(({ word }) => word);
    expect(words).toEqual([0, 0, 0, 0, 1, 1]);
  });
});

describe('a tokenizer', () => {
  it('of another kind is refused', () => {
    const other = { ...tokenizer, model: { type: 'Unigram', vocab: [] } };
    expect(() => new WordPieces(other)).toThrow(
      'its tokenizer.json does not describe the word pieces of BERT',
    );
  });

  it('without the pieces that mark a pair is refused', () => {
    const { '[UNK]': _, ...vocab } = tokenizer.model.vocab;
    expect(() => new WordPieces({ ...tokenizer, model: { ...tokenizer.model, vocab } })).toThrow('[UNK]');
  });

  it('that minds case and accents keeps them', () => {
    const minding = new WordPieces({
      ...tokenizer,
      normalizer: { ...tokenizer.normalizer, lowercase: false },
      model: { ...tokenizer.model, vocab: { '[UNK]': 0, Zoë: 1, zoe: 2 } },
    });
    expect(minding.of('Zoë zoe', ALL).map(({ id }) => id)).toEqual([1, 2]);
  });
});
