// Several processes embed as one does, to the last bit, and their end is told, never waited for.
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { EmbedPool } from '../../src/indexing/embed-pool.ts';
import { UserError } from '../../src/errors.ts';
import { openModel, type Model } from '../../src/model/models.ts';
import { childrenRunning } from '../support/children.ts';
import { temporaryFolder } from '../support/temporary.ts';

const settings = { EMBEDDING_MODEL: 'bundled', EMBEDDINGS_DIR: temporaryFolder() };
const TEXTS = Array.from({ length: 300 }, (_, i) => `Sentence ${i}. `.repeat(1 + ((i * 7) % 30)));

let model: Model;
let pool: EmbedPool;

beforeAll(async () => {
  model = await openModel(settings);
});

afterEach(() => pool.close());

const children = () => childrenRunning('embed-child');

it('many texts have the embeddings of the model, in order', async () => {
  pool = new EmbedPool(model, settings, 2);
  const [together, alone] = await Promise.all([pool.embed(TEXTS), model.embed(TEXTS)]);
  expect(together).toEqual(alone);
  expect(children()).toHaveLength(2);
});

it('several calls at once each get their own', async () => {
  pool = new EmbedPool(model, settings, 2);
  const halves = [TEXTS.slice(0, 150), TEXTS.slice(150)];
  const [first, second] = await Promise.all(halves.map((texts) => pool.embed(texts)));
  expect([...first!, ...second!]).toEqual(await model.embed(TEXTS));
});

it('few texts, none, and a single core start no process', async () => {
  pool = new EmbedPool(model, settings, 2);
  expect(await pool.embed([])).toEqual([]);
  expect(await pool.embed(TEXTS.slice(0, 20))).toEqual(await model.embed(TEXTS.slice(0, 20)));
  expect(await new EmbedPool(model, settings, 1).embed(TEXTS.slice(0, 150))).toHaveLength(150);
  expect(children()).toEqual([]);
});

it('the death of a process is told, with a remedy, then and later', async () => {
  pool = new EmbedPool(model, settings, 2);
  const embedding = pool.embed(TEXTS.concat(TEXTS, TEXTS)).catch((error) => error);
  while (children().length < 2) await setTimeout(20);
  process.kill(children()[0]!, 'SIGKILL');
  for (const refusal of [await embedding, await pool.embed(TEXTS).catch((error) => error)]) {
    expect(refusal).toBeInstanceOf(UserError);
    expect(refusal.message).toBe('Embedding ended early (SIGKILL).');
    expect(refusal.remedy).toContain('npm run index');
  }
});

it('a closed pool leaves no process behind', async () => {
  pool = new EmbedPool(model, settings, 2);
  await pool.embed(TEXTS);
  pool.close();
  while (children().length > 0) await setTimeout(20);
});
