// The architecture as data: who may import whom, which module owns which library, how large a room may be.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/** The only modules that import a library; the rest speak Attest's words. */
const OWNERS: Record<string, string[]> = {
  '@xenova/transformers': ['models.ts', 'tokens.ts'],
  chokidar: ['watch.ts'],
  'chrono-node/en': ['dates.ts'],
  'cli-progress': ['progress.ts'],
  commander: ['cli.ts'],
  'csv-stringify/sync': ['insights.ts'],
  diff: ['word-difference.ts'],
  'eld/extrasmall': ['language.ts'],
  'hnswlib-node': ['vector-index.ts'],
  libsql: ['database.ts'],
  'onnx-proto': ['onnx-graph.ts'],
  'onnxruntime-node': ['models.ts'],
  pino: ['log.ts'],
  'rate-limiter-flexible': ['discord/rate-limits.ts'],
  stemmer: ['text.ts'],
  yaml: ['articles.ts', 'article-formats.ts'],
  // Whatever comes from a file or the environment is checked at the door.
  zod: ['bundled-model.ts', 'config.ts', 'evaluate-file.ts', 'model-folder.ts', 'vector-index.ts'],
};

/** From left to right: a module imports only from its own stage or from those before it. */
const STAGES = [
  [
    'types',
    'check-types',
    'index-interface',
    'errors',
    'config',
    'log',
    'wording',
    'filter',
    'place-settings',
    'breathe',
  ],
  [
    'text',
    'statements',
    'small-talk',
    'article-formats',
    'articles',
    'passages',
    'dates',
    'period',
    'language',
    'text-fragment',
    'story',
    'word-difference',
  ],
  ['speaker-words', 'first-names', 'places', 'speaker-names', 'noun-phrases', 'attribution', 'hearing'],
  [
    'introduction',
    'speech',
    'speaker',
    'quotations',
    'asked-speaker',
    'question',
    'claim',
    'tongue',
    'tongues',
    'earlier-question',
    'later-question',
    'ellipsis',
    'follow-up',
  ],
  [
    'model-folder',
    'onnx-graph',
    'sentence-encoder',
    'bundled-model',
    'tokens',
    'models',
    'embed-child',
    'embed-pool',
  ],
  [
    'database',
    'schema',
    'stored',
    'store-reader',
    'quotation-reader',
    'store',
    'graph-file',
    'vector-index',
    'fresh-vectors',
    'people-schema',
    'people-settings',
    'people',
    'groups',
    'insights',
    'embedded-index',
  ],
  [
    'linear',
    'evidence',
    'answer-kind',
    'recency',
    'retrieve',
    'rerank',
    'candidates',
    'names',
    'ranking',
    'confidence',
    'figures',
    'quotes',
    'answer',
    'timeline',
    'likeness',
    'check-passages',
    'check',
    'corpus-changes',
    'build-lock',
    'evaluate',
  ],
  ['link-vectors', 'linker', 'link-child'],
  ['write-articles', 'build-index', 'search', 'ask', 'index-state', 'verify'],
  [
    'build-process',
    'build-child',
    'evaluate-file',
    'terminal',
    'check-report',
    'index-report',
    'progress',
    'chat',
    'watch',
    'run-index',
    'show-insights',
  ],
  ['discord/'],
  ['start', 'cli'],
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const content = (file: string) => readFileSync(join(SRC, file), 'utf8');
const imports = (file: string) =>
  [...content(file).matchAll(/(?:from|import)\s*\(?'([\w@./:-]+)'/g)].map((match) => match[1]!);
const stageOf = (file: string) =>
  STAGES.findIndex((stage) =>
    stage.some((name) => file === `${name}.ts` || (name.endsWith('/') && file.startsWith(name))),
  );

test('every module has its stage', () => {
  expect(files.filter((file) => stageOf(file) < 0)).toEqual([]);
});

test('imports go one way', () => {
  const backward = files.flatMap((file) =>
    imports(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => join(file, '..', target))
      .filter((target) => stageOf(target) > stageOf(file))
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
  const allowed = ['config.ts', 'build-process.ts'];
  expect(files.filter((file) => content(file).includes('process.env') && !allowed.includes(file))).toEqual(
    [],
  );
});

describe.each(files)('%s', (file) => {
  test('opens with what it is for, and is no larger than 250 lines', () => {
    const lines = content(file).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^\/\/ \S/);
    expect(lines.length).toBeLessThanOrEqual(250);
  });
  test('has no default export and no any', () => {
    expect(content(file)).not.toMatch(/^export default|: any[;,)=\s[]|<any>|\bas any\b/m);
  });
});
