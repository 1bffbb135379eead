// The comparison with other searches: every peer really searches, and all are scored as Attest is.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Row } from '../bench/peers/child.ts';
import { PEERS, type PeerId } from '../bench/peers/list.ts';
import { measure, type Measured } from '../bench/peers/measure.ts';
import { renderMarkdown, verdict } from '../bench/peers/table.ts';
import { libraryTrouble } from '../../src/index/vector-index.ts';
import { outcomeOf, startNode } from '../support/command-line.ts';
import { temporaryCorpus, temporaryFolder } from '../support/temporary.ts';

const LIGHTHOUSE = 'https://lantern.example/lighthouse';
const ARTICLES = {
  [LIGHTHOUSE]: ['Lighthouse Repainted', 'The Quorbeck lighthouse was repainted in violet on Friday.'],
  'https://lantern.example/bakery': ['Bakery Opens', 'A bakery opened on Mill Street and sells rye bread.'],
  'https://lantern.example/ferry': ['Ferry Late', 'The ferry to Gull Holm left forty minutes late.'],
};
const QUESTIONS = [
  {
    question: 'Which colour was the lighthouse repainted in?',
    answers: ['violet'],
    urls: [LIGHTHOUSE],
    answerable: true,
  },
  {
    question: 'What does the bakery sell?',
    answers: ['nobody wrote this'],
    urls: ['https://lantern.example/bakery'],
    answerable: true,
  },
  { question: 'Who won the regatta?', answers: [], answerable: false },
];

const corpusDir = temporaryCorpus(
  Object.entries(ARTICLES).map(([url, [title, text]]) => `date 2025-02-09 ${url}\n\n${title}\n\n${text}\n`),
);
const folder = temporaryFolder();
const questionFile = join(folder, 'questions.jsonl');
writeFileSync(questionFile, QUESTIONS.map((line) => JSON.stringify(line)).join('\n'));

const measured = async (id: PeerId): Promise<Measured> =>
  measure(await PEERS[id](), corpusDir, questionFile, join(folder, 'derived'));

// Attest itself is held by its own tests, and takes longer than all others together.
describe.each((Object.keys(PEERS) as PeerId[]).filter((id) => id !== 'attest'))('%s', (id) => {
  // LangChain's store is made of hnswlib-node too.
  const missing = id === 'langchain' && libraryTrouble !== null;
  test.skipIf(missing)(
    'finds the article of a question, and is scored by what its passages hold',
    async () => {
      const { scores, right, passages, embeddingSeconds } = await measured(id);
      expect(passages).toBe(3);
      expect(scores).toEqual({
        questions: 3,
        answerable: 2,
        'article@1': 1,
        'article@10': 1,
        // The bakery's passage is found but holds no answer.
        'passage@1': 0.5,
        'passage@10': 0.5,
      });
      expect(right['passage@1']).toEqual([true, false]);
      expect(embeddingSeconds !== null).toBe(id === 'orama-hybrid' || id === 'langchain');
    },
  );
});

describe('the table', () => {
  const row = (id: PeerId, name: string, share: number): Row => ({
    id,
    name,
    packages: id === 'attest' ? [] : ['minisearch'],
    settings: '',
    passages: 3,
    scores: {
      questions: 4,
      answerable: 2,
      'article@1': share,
      'article@10': 1,
      'passage@1': 0.5,
      'passage@10': 0.5,
    },
    right: { 'article@1': [], 'article@10': [], 'passage@1': [], 'passage@10': [] },
    indexSeconds: 1,
    embeddingSeconds: null,
    p50: 1,
    p95: 2,
    megabytes: 100,
  });
  const rows = [row('attest', 'Attest', 0.5), row('minisearch', 'MiniSearch', 1)];

  test('says who is ahead of Attest in which column', () => {
    expect(verdict(rows)).toBe('Ahead of Attest: MiniSearch in article@1.');
    expect(verdict([rows[0]!, row('fts5', 'SQLite FTS5', 0.5)])).toBe(
      'None is ahead of Attest in a quality column.',
    );
  });
  test('names versions, sizes, day and command', () => {
    const report = { rows, set: 'example corpus', articles: 3, loads: [0, 1] as const, day: '2026-01-02' };
    const table = renderMarkdown({ ...report, command: 'npm run bench:peers' });
    expect(table).toMatch(/^\| MiniSearch \d+\.\d+\.\d+ \| \*\*1\.000\*\* \|/m);
    expect(table).toContain('3 articles, 3 passages, 4 questions, 2 with an answer');
    expect(table).toContain('`npm run bench:peers`, 2026-01-02, Node');
  });
});

test('a peer that there is not is refused with those that there are', async () => {
  const { code, stderr } = await outcomeOf(startNode(['tests/bench/peers.ts', '--peers', 'lucene']));
  expect(code).toBe(1);
  expect(stderr).toBe(
    'There is no peer "lucene". Choose from attest, fts5, minisearch, orama, orama-hybrid, langchain.\n',
  );
});
