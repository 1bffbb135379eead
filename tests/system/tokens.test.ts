// A tokenizer that remembers words gives the tokens that the library's gives, which is the oracle.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_FOLDER } from '../../src/model/models.ts';
import { rememberWords } from '../../src/model/tokens.ts';
import { GLUED } from '../support/hostile-texts.ts';

const CORPUS = new URL('../../corpus', import.meta.url).pathname;
const articles = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(txt|md)$/.test(file))
  .map((file) => readFileSync(join(CORPUS, file), 'utf8'));

let library: PreTrainedTokenizer;
let remembering: PreTrainedTokenizer;

beforeAll(async () => {
  Object.assign(env, { allowRemoteModels: false, localModelPath: dirname(BUNDLED_FOLDER) });
  const open = () => AutoTokenizer.from_pretrained(basename(BUNDLED_FOLDER), { local_files_only: true });
  [library, remembering] = [await open(), await open()];
  rememberWords(remembering);
});

describe('the tokens', () => {
  it('of every line of the corpus are those of the library', () => {
    const lines = articles.flatMap((article) => article.split('\n'));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) expect(remembering.encode(line), line).toEqual(library.encode(line));
  });

  it.each(GLUED)('of a hostile text are those of the library: %j', (text) => {
    expect(remembering.encode(text)).toEqual(library.encode(text));
  });

  it('of a word are the same again', () => {
    const first = remembering.encode('unforgettable unforgettable');
    expect(remembering.encode('unforgettable unforgettable')).toEqual(first);
    expect(first.slice(0, first.length / 2)).toEqual(first.slice(first.length / 2));
  });

  it('are pieces of words, and of text never the reserved ones', () => {
    // ▁How ▁old ▁are ▁you ?
    expect(remembering.encode('How old are you?')).toHaveLength(5);
    expect(remembering.encode('')).toEqual([]);
    // ▁< s > and ▁< / s >, not one token each
    expect(remembering.encode('<s>')).toHaveLength(3);
    expect(remembering.encode('</s>')).toHaveLength(4);
  });
});

it('a tokenizer whose pieces reach into the next word is left as it is', () => {
  const tokenize = () => ['left alone'];
  const model = { config: { type: 'Unigram' }, vocab: ['▁in', '▁in▁the'], tokenize };
  rememberWords({ model } as unknown as PreTrainedTokenizer);
  expect(model.tokenize).toBe(tokenize);
});
