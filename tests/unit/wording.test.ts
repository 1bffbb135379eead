// The core returns causes; each of them has its words in each language.
import { describe, expect, test } from 'vitest';
import type { NotFoundCause } from '../../src/check/check-types.ts';
import type { FindingCause } from '../../src/indexing/verify.ts';
import { abstentionReason, chosenText, evidenceText } from '../../src/messages/answer-wording.ts';
import { notFoundReason } from '../../src/messages/check-wording.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import type { LimitFault } from '../../src/question/filter.ts';
import { worded } from '../../src/messages/told.ts';
import type {
  AbstentionCause,
  AnswerEvidence,
  ChosenFor,
  ProblemCause,
  SkipCause,
  VectorTrouble,
} from '../../src/types.ts';
import { ARTICLES, coverageOf } from '../support/small-archive.ts';

/** One example of every kind: a kind that is left out does not compile. */
type Examples<Cause extends { kind: string }> = { [C in Cause as C['kind']]: Omit<C, 'kind'> };

const ABSTENTIONS: Examples<AbstentionCause> = {
  'no question': {},
  'no words': {},
  'no subject': {},
  'no match': {},
  'no more': {},
  unclear: {},
  'not said': {},
  'empty archive': {},
  'no days': {},
  'days without articles': {},
  'no outlet': { outlet: 'The Moon' },
  'unknown names': { names: ['Quorvale', 'Zed', 'Ypsel'] },
  'unknown words': { words: ['airports'] },
  language: { language: 'es' },
};
const NOT_FOUND: Examples<NotFoundCause> = {
  absent: {},
  'empty archive': {},
  'no words': {},
  'not compared': { most: 400 },
  'too long': { most: 8000 },
  headline: { article: ARTICLES[0]! },
  heading: { article: ARTICLES[0]! },
  caption: { article: ARTICLES[0]! },
  language: { language: 'es' },
};
const EVIDENCE: Examples<AnswerEvidence> = {
  bias: {},
  first: {},
  meaning: {},
  context: {},
  quote: {},
  passage: {},
  named: {},
  'other speaker': {},
  'other topic': {},
  'unknown name': { name: 'Quorvale' },
  'unknown word': { word: 'airports' },
};
const CHOSEN: Examples<ChosenFor> = {
  question: { score: 5.25, context: 0.8, article: 1, answers: 0.9 },
  claim: { similarity: 0.87 },
};
const PROBLEMS: Examples<ProblemCause> = {
  empty: {},
  binary: {},
  'not UTF-8': {},
  'other type': {},
  'link out': {},
  'no header': {},
  'no title': {},
  'no text': {},
  'no date': {},
  'odd name': {},
  'unreadable folder': { reason: 'EACCES' },
  'open front matter': { end: '---' },
  'not text': { field: 'title' },
  'no outlet name': { written: '- a' },
  unreadable: { reason: 'EACCES' },
  'unreadable front matter': { syntax: 'YAML', reason: 'Nested mappings', field: 'title' },
  'too large': { bytes: 5e7, most: 1e7 },
  'front matter too long': { length: 30_000, most: 20_000 },
  'title too long': { length: 900 },
  'outlet too long': { length: 900 },
  'no day': { typed: 'July' },
  'day ahead': { day: '2099-01-01', today: '2025-03-01' },
  'day too early': { day: '0203-01-01' },
  'no address': { typed: 'gazette' },
  'same URL': { url: 'https://gazette.example/a', first: 'a.txt' },
};
const SKIPS: Examples<SkipCause> = {
  README: {},
  template: {},
  draft: {},
  'section page': {},
  'daily note': {},
  note: {},
  'no date and no address': {},
  link: {},
};
const LIMITS: Examples<LimitFault> = {
  'no day': { typed: 'July' },
  'ends before it begins': { from: '2025-03-01', to: '2025-02-01' },
};
const FINDINGS: Examples<FindingCause> = {
  database: { says: 'row 3 missing' },
  'vector index': { trouble: { kind: 'missing', path: 'x.hnsw' } },
  refused: { message: 'The index is damaged.', remedy: 'Run: npm run index' },
  'refused corpus': { message: 'There is no corpus folder.', remedy: 'Set CORPUS_DIR.' },
  article: { file: 'a.txt' },
  passages: { file: 'a.txt' },
  places: { file: 'a.txt', at: 12 },
  passage: { file: 'a.txt', id: 3 },
  embedding: { file: 'a.txt', id: 3 },
  'not linked': { file: 'a.txt', id: 3 },
  quotations: { file: 'a.txt' },
  'changed unseen': { file: 'a.txt' },
  problem: { problem: { file: 'a.txt', line: 3, cause: { kind: 'no title' } } },
  gone: { file: 'a.txt' },
  changed: { file: 'a.txt' },
  'not indexed': { file: 'a.txt' },
  broken: { problem: { file: 'a.txt', line: 3, cause: { kind: 'no title' } } },
};

const VECTORS: Examples<VectorTrouble> = {
  missing: { path: 'x.hnsw' },
  'no manifest': { path: 'x.hnsw' },
  'of another index': { path: 'x.hnsw' },
  'not as written': { path: 'x.hnsw' },
  'of another length': { path: 'x.hnsw', length: 384, needed: 512 },
  ahead: { path: 'x.hnsw' },
};

const causes = <Cause extends { kind: string }>(examples: Examples<Cause>): Cause[] =>
  Object.entries(examples).map(([kind, values]) => ({ kind, ...(values as object) }) as Cause);

describe.each(LANGUAGES)('in %s', (language) => {
  const messages = messagesFor(language);
  const coverage = coverageOf(ARTICLES);
  const all = {
    abstention: causes(ABSTENTIONS).map((cause) => abstentionReason(cause, coverage, messages)),
    'text that is not found': causes(NOT_FOUND).map((cause) => notFoundReason({ cause, coverage }, messages)),
    'piece of evidence': causes(EVIDENCE).map((evidence) => evidenceText(evidence, messages)),
    'reason for a quote': causes(CHOSEN).map((chosen) => chosenText(chosen, messages)),
    'problem with a file': causes(PROBLEMS).map((cause) => worded(messages.problem, cause).join(' ')),
    'reason to skip a file': causes(SKIPS).map((cause) => worded(messages.skip, cause).join(' ')),
    'fault of limits': causes(LIMITS).map((fault) => worded(messages.limit, fault).join(' ')),
    'trouble with a vector index': causes(VECTORS).map((trouble) => worded(messages.vectorTrouble, trouble)),
    'finding in an index': causes(FINDINGS).map((cause) => worded(messages.finding, cause).join(' ')),
  };
  test.each(Object.entries(all))('every %s has words of its own', (_, told) => {
    for (const words of told) expect(words).toMatch(/^\S[^]*\S$/);
    expect(told.join('\n')).not.toMatch(/undefined|NaN|\[object/);
    expect(new Set(told).size).toBe(told.length);
  });
});

test('several words are a list as each language has it', () => {
  const told = LANGUAGES.map((language) =>
    abstentionReason(
      { kind: 'unknown names', ...ABSTENTIONS['unknown names'] },
      coverageOf(ARTICLES),
      messagesFor(language),
    ),
  );
  expect(told).toEqual([
    'No article names “Quorvale”, “Zed” or “Ypsel”.',
    'Kein Artikel nennt „Quorvale“, „Zed“ oder „Ypsel“.',
    'Ни в одной статье не упоминается «Quorvale», «Zed» или «Ypsel».',
  ]);
});
