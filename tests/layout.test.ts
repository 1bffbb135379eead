// The architecture as data: who may import whom, which module owns which library, how large a room may be.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/** The only modules that import a library; the rest speak Attest's words. */
const OWNERS: Record<string, string[]> = {
  '@xenova/transformers': ['model/models.ts', 'model/tokens.ts'],
  chokidar: ['build/watch.ts'],
  'chrono-node/en': ['question/dates.ts'],
  'cli-progress': ['terminal/progress.ts'],
  commander: ['cli.ts'],
  'csv-stringify/sync': ['people/insights.ts'],
  diff: ['check/word-difference.ts'],
  'eld/extrasmall': ['question/language.ts'],
  'lru-cache': ['readings.ts'],
  'hnswlib-node': ['index/vector-index.ts'],
  libsql: ['index/database.ts'],
  'onnx-proto': ['model/onnx-graph.ts'],
  'onnxruntime-node': ['model/models.ts'],
  pino: ['log.ts'],
  'rate-limiter-flexible': ['discord/rate-limits.ts'],
  stemmer: ['text.ts'],
  yaml: ['corpus/articles.ts', 'corpus/article-formats.ts'],
  // Whatever comes from a file or the environment is checked at the door.
  zod: [
    'model/bundled-model.ts',
    'config.ts',
    'terminal/evaluate-file.ts',
    'model/model-folder.ts',
    'index/vector-index.ts',
  ],
};

/** From left to right: a module imports only from its own stage or from those before it. */
const STAGES = [
  [
    'types',
    'check/check-types',
    'index/index-interface',
    'errors',
    'config',
    'log',
    'wording',
    'filter',
    'people/place-settings',
    'breathe',
  ],
  [
    'text',
    'readings',
    'statements',
    'follow-up/small-talk',
    'corpus/article-formats',
    'corpus/articles',
    'corpus/passages',
    'question/dates',
    'question/period',
    'question/language',
    'text-fragment',
    'corpus/story',
    'check/word-difference',
  ],
  [
    'speakers/speaker-words',
    'speakers/first-names',
    'speakers/places',
    'speakers/speaker-names',
    'speakers/noun-phrases',
    'speakers/attribution',
    'speakers/hearing',
  ],
  [
    'speakers/introduction',
    'speakers/speech',
    'speakers/speaker',
    'speakers/quotations',
    'speakers/asked-speaker',
    'question/question',
    'check/claim',
    'follow-up/tongue',
    'follow-up/tongues',
    'follow-up/earlier-question',
    'follow-up/later-question',
    'follow-up/ellipsis',
    'follow-up/follow-up',
  ],
  [
    'model/model-folder',
    'model/onnx-graph',
    'model/sentence-encoder',
    'model/bundled-model',
    'model/tokens',
    'model/models',
    'model/embed-child',
    'model/embed-pool',
  ],
  [
    'index/database',
    'index/schema',
    'index/stored',
    'index/store-reader',
    'index/quotation-reader',
    'index/store',
    'index/graph-file',
    'index/vector-index',
    'index/fresh-vectors',
    'people/people-schema',
    'people/people-settings',
    'people/people',
    'people/groups',
    'people/insights',
    'index/embedded-index',
  ],
  [
    'linear',
    'evidence',
    'question/answer-kind',
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
    'check/likeness',
    'check/check-passages',
    'check/check',
    'corpus/corpus-changes',
    'build/build-lock',
    'evaluate',
  ],
  ['index/link-vectors', 'index/linker', 'index/link-child'],
  ['build/write-articles', 'build-index', 'search', 'ask', 'index-state', 'verify'],
  [
    'build/build-process',
    'build/build-child',
    'terminal/evaluate-file',
    'terminal/terminal',
    'terminal/check-report',
    'terminal/index-report',
    'terminal/progress',
    'terminal/chat',
    'build/watch',
    'terminal/run-index',
    'terminal/show-insights',
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
  const allowed = ['config.ts', 'build/build-process.ts'];
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
