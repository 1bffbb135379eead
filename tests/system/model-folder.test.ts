// A model's folder is put in place whole or not at all, whoever else writes it at the same time.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { isSound, writeFolder } from '../../src/model/model-folder.ts';
import { outcomeOf, startScript } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ORIGIN = 'https://hub.example/encoder';
const WEIGHTS = 'w'.repeat(100_000);

/** Writes a folder of two files, below one that need not be there. */
async function written(folder = join(temporaryFolder(), 'models', 'encoder')): Promise<string> {
  await writeFolder(folder, ORIGIN, async (temporary) => {
    mkdirSync(join(temporary, 'onnx'));
    writeFileSync(join(temporary, 'onnx/model.onnx'), WEIGHTS);
    writeFileSync(join(temporary, 'config.json'), '{}');
  });
  return folder;
}

const weightsOf = (folder: string) => readFileSync(join(folder, 'onnx/model.onnx'), 'utf8');

describe('a folder that was written', () => {
  it('is sound, and nothing else is left behind', async () => {
    const folder = await written();
    expect(await isSound(folder, ORIGIN)).toBe(true);
    expect(readdirSync(join(folder, '..'))).toEqual(['encoder']);
  });

  it.each([
    ['a file was cut short', (folder: string) => writeFileSync(join(folder, 'onnx/model.onnx'), 'w')],
    ['a file is gone', (folder: string) => rmSync(join(folder, 'config.json'))],
    ['its checksums are damaged', (folder: string) => writeFileSync(join(folder, 'checksums.json'), '{')],
  ])('is not sound when %s, and is mended by being written again', async (_, damage) => {
    const folder = await written();
    damage(folder);
    expect(await isSound(folder, ORIGIN)).toBe(false);
    await written(folder);
    expect(await isSound(folder, ORIGIN)).toBe(true);
    expect(weightsOf(folder)).toBe(WEIGHTS);
  });

  it('is not sound when it was made from something else', async () => {
    expect(await isSound(await written(), 'https://mirror.example/encoder')).toBe(false);
  });
});

it('a folder that a person put there, without checksums, is taken as it is', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.json'), '{}');
  expect(await isSound(folder, ORIGIN)).toBe(true);
});

it('the leavings of a process that was killed are not taken, and are removed in time', async () => {
  const models = temporaryFolder();
  const [abandoned, recent] = [join(models, '.unfinished-a'), join(models, '.unfinished-b')];
  for (const folder of [abandoned, recent]) mkdirSync(join(folder, 'onnx'), { recursive: true });
  utimesSync(abandoned, new Date(0), new Date(0));
  expect(weightsOf(await written(join(models, 'encoder')))).toBe(WEIGHTS);
  expect(existsSync(abandoned)).toBe(false);
  expect(existsSync(recent)).toBe(true);
});

it('a folder is whole after several processes wrote it at once', async () => {
  const folder = join(temporaryFolder(), 'models', 'encoder');
  const script = `import { writeFileSync } from 'node:fs';
    import { writeFolder } from './src/model/model-folder.ts';
    await writeFolder(${JSON.stringify(folder)}, ${JSON.stringify(ORIGIN)}, async (temporary) =>
      writeFileSync(temporary + '/config.json', '{}'));`;
  const written = await Promise.all([1, 2, 3].map(() => outcomeOf(startScript(script))));
  expect(written.map(({ code, stderr }) => [code, stderr])).toEqual([1, 2, 3].map(() => [0, '']));
  expect(await isSound(folder, ORIGIN)).toBe(true);
  expect(readdirSync(join(folder, '..'))).toEqual(['encoder']);
});

it('a folder that cannot be written is refused with a remedy', async () => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  const refusal = await written(join(file, 'models', 'encoder')).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UserError);
  expect((refusal as UserError).sentence).toMatch(/could not be written to .*a-file.* EMBEDDINGS_DIR/);
});
