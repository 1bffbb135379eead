// The bundled reader is whole, found beside the code, and finds answers and the words that answer.
import { cpSync, existsSync, statSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_SCALE, scaleOf } from '../../src/model/reader-scale.ts';
import { openReader, type Reader, type Reading } from '../../src/model/reader.ts';
import { outcomeOf, startNode } from '../support/command-line.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { ROOT } from '../support/project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const FOLDER = join(ROOT, 'src/model/reader');
const EMBEDDINGS_DIR = join(temporaryFolder(), 'none');
const TITLE = 'Dockers on strike';
const CLOSED =
  'The harbour of Hamburg was closed on Tuesday after 400 dockers walked out, the port authority said.';
const TALKS = 'The port authority and the union will meet again next week.';
const RAIN = 'Rain is expected in the north tomorrow.';

let reader: Reader;
beforeAll(async () => {
  reader = (await openReader({ READER: 'bundled', EMBEDDINGS_DIR }))!;
});
afterAll(() => reader.close());

const read = async (question: string, ...texts: string[]) =>
  (await reader.read(
    question,
    texts.map((text) => ({ title: TITLE, text })),
  )) as Reading[];

describe('the bundled reader', () => {
  it('has at most 24 MB, and nothing is written for it', () => {
    expect(statSync(join(FOLDER, 'onnx/model_quantized.onnx')).size).toBeLessThan(24_000_000);
    expect(existsSync(EMBEDDINGS_DIR)).toBe(false);
  });

  it('is on the scale that readers of the hub are put on', async () => {
    const { answering, other } = await scaleOf(reader);
    expect(answering).toBeCloseTo(BUNDLED_SCALE.answering, 1);
    expect(other).toBeCloseTo(BUNDLED_SCALE.other, 1);
  });

  it('puts the sentence that answers before those on the topic and others', async () => {
    const [closed, talks, rain] = await read('When was the harbour closed?', CLOSED, TALKS, RAIN);
    expect(closed!.relevance).toBeGreaterThan(talks!.relevance);
    expect(closed!.relevance).toBeGreaterThan(rain!.relevance);
  });

  it.each([
    ['When was the harbour closed?', 'Tuesday'],
    ['How many dockers walked out?', '400'],
    ['Which harbour was closed?', 'Hamburg'],
  ])('finds the words that answer: %s', async (question, words) => {
    const [{ answer }] = (await read(question, CLOSED)) as [Reading];
    expect(CLOSED.slice(answer!.start, answer!.end)).toContain(words);
    expect(answer!.certainty).toBeGreaterThan(0);
    expect(answer!.certainty).toBeLessThanOrEqual(1);
  });

  it('reads whatever a text holds, the same alone and among others', async () => {
    const texts = [...HOSTILE, '', '\ud83d', 'x'.repeat(100_000), 'Президент сказал, что 会議は明日です'];
    const together = await read('Who said what?', ...texts);
    for (const [i, { relevance, answer }] of together.entries()) {
      expect(relevance, texts[i]).toBeTypeOf('number');
      if (answer) expect(texts[i]!.slice(answer.start, answer.end)).not.toBe('');
    }
    const another = (await openReader({ READER: 'bundled', EMBEDDINGS_DIR }))!;
    const alone = [];
    for (const text of texts) alone.push(...(await another.read('Who said what?', [{ title: TITLE, text }])));
    await another.close();
    expect(alone).toEqual(together);
  });

  it('that is damaged is refused with the way to bring it back', async () => {
    const house = temporaryFolder();
    for (const part of ['src', 'package.json'])
      cpSync(join(ROOT, part), join(house, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
    truncateSync(join(house, 'src/model/reader/onnx/model_quantized.onnx'), 1_000_000);
    const script = `
      const { openReader } = await import('./src/model/reader.ts');
      await openReader({ READER: 'bundled', EMBEDDINGS_DIR: 'none' }).catch((error) => console.log(error.sentence));`;
    const { stdout } = await outcomeOf(startNode(['--input-type=module', '-e', script], { cwd: house }));
    expect(stdout.trim()).toBe(
      `The bundled reader in ${join(house, 'src/model/reader')} is damaged: onnx/model_quantized.onnx. ` +
        'Bring it back: git checkout -- src/model/reader; or unpack Attest anew.',
    );
  });
});
