// The architecture as data: who may import whom, and which module owns which library.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = new URL('../../src', import.meta.url).pathname;

/** The only modules that import a library; the rest speak Attest's words. */
const OWNERS: Record<string, string[]> = {
  '@xenova/transformers': ['model/models.ts', 'model/tokens.ts'],
  birpc: ['child-process.ts'],
  chokidar: ['indexing/watch.ts'],
  'chrono-node/en': ['question/dates.ts'],
  'cli-progress': ['terminal/progress.ts'],
  commander: ['cli.ts'],
  'csv-stringify/sync': ['server-data/insights.ts'],
  diff: ['check/word-difference.ts'],
  'eld/extrasmall': ['text/languages.ts'],
  'lru-cache': ['text/text-cache.ts'],
  'hnswlib-node': ['index/vector-index.ts'],
  libsql: ['index/database.ts'],
  'onnx-proto': ['model/encoder-build/onnx-graph.ts'],
  'onnxruntime-node': ['model/models.ts'],
  pino: ['log.ts'],
  'rate-limiter-flexible': ['discord/rate-limits.ts'],
  stemmer: ['text/words.ts'],
  yaml: ['corpus/articles.ts', 'corpus/article-formats.ts'],
  // Whatever comes from a file or the environment is checked at the door.
  zod: [
    'config.ts',
    'evaluation/evaluate-file.ts',
    'model/encoder-build/encoder-files.ts',
    'model/model-folder.ts',
    'index/vector-index.ts',
  ],
};

/** From the middle to the edges: a module imports only from its own layer or from those before it. `x/` is all of a folder. */
const LAYERS: readonly (readonly string[])[] = [
  [
    'types',
    'errors',
    'config',
    'log',
    'event-loop',
    'child-process',
    'check/check-types',
    'index/index-interface',
    'server-data/place-settings',
  ],
  ['text/'],
  ['corpus/'],
  ['speakers/'],
  ['question/'],
  ['model/'],
  ['index/'],
  ['server-data/'],
  ['search/'],
  ['answer/'],
  ['check/'],
  ['indexing/'],
  ['build', 'indexing/build-child', 'indexing/build-process'],
  ['ask'],
  ['archive'],
  ['conversation'],
  ['evaluation/'],
  ['messages/'],
  ['terminal/', 'discord/'],
  ['start', 'cli'],
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const content = (file: string) => readFileSync(join(SRC, file), 'utf8');
const imports = (file: string) =>
  [...content(file).matchAll(/(?:from|import|[rR]equire\(import\.meta\.url\))\s*\(?'([\w@./:-]+)'/g)].map(
    (match) => match[1]!,
  );
/** A module that is named itself stands there, whatever its folder. */
const layerOf = (file: string) => {
  const named = LAYERS.findIndex((layer) => layer.some((name) => file === `${name}.ts`));
  if (named >= 0) return named;
  return LAYERS.findIndex((layer) => layer.some((name) => name.endsWith('/') && file.startsWith(name)));
};

test('every module has its layer', () => {
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
});

test('imports go one way', () => {
  const backward = files.flatMap((file) =>
    imports(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => join(file, '..', target))
      .filter((target) => layerOf(target) > layerOf(file))
      .map((target) => `${file} -> ${target}`),
  );
  expect(backward).toEqual([]);
});

test('each library is imported by its owner only', () => {
  const strays = files.flatMap((file) =>
    imports(file)
      .filter((target) => !target.startsWith('.') && !target.startsWith('node:'))
      .filter((target) =>
        target === 'discord.js' ? !file.startsWith('discord/') : !OWNERS[target]?.includes(file),
      )
      .map((target) => `${file} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const allowed = ['config.ts', 'child-process.ts'];
  expect(files.filter((file) => content(file).includes('process.env') && !allowed.includes(file))).toEqual(
    [],
  );
});

describe.each(files)('%s', (file) => {
  test('opens with what it is for', () => {
    expect(content(file)).toMatch(/^\/\/ \S/);
  });
  test('has no default export and no any', () => {
    expect(content(file)).not.toMatch(/^export default|: any[;,)=\s[]|<any>|\bas any\b/m);
  });
});
