// Whether there is something to answer from, and whether what is set for the servers can be read.
import { resolve } from 'node:path';
import type { Settings } from '../config.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { messageOf, sentenceOf } from '../errors.ts';
import { openCorpus, waitingIn } from '../indexing/corpus-changes.ts';
import { indexState, type IndexState } from '../indexing/index-state.ts';
import { messagesFor } from '../messages/languages.ts';
import { openReader } from '../model/reader.ts';
import { isThere, openServerData, serverDataPlace } from '../server-data/open-server-data.ts';
import { troubleLine } from '../terminal/index-report.ts';
import { problemLine } from '../terminal/build-report.ts';
import type { ExampleUse, Problem } from '../types.ts';
import type { Check, Finding } from './finding.ts';
import { finding } from './machine.ts';

const ENGLISH = messagesFor('en');

/** What there is to say about corpus and index. */
export async function lookAtArchive(settings: Settings): Promise<Finding[]> {
  const state = await indexState(settings);
  return [...attempt('corpus', () => lookAtCorpus(settings, state)), ...indexFindings(state)];
}

/** Where there is an index it has looked at what is new; else every file is read. */
function lookAtCorpus(
  { CORPUS_DIR }: Settings,
  { coverage, waiting, problems, example }: IndexState,
): Finding[] {
  const folder = resolve(corpusFolder(CORPUS_DIR));
  if (coverage && waiting) {
    const articles = coverage.articles + waiting.new - waiting.gone;
    return corpusFindings(folder, articles, problems, example);
  }
  const corpus = openCorpus(CORPUS_DIR);
  const found = waitingIn(corpus, []);
  return corpusFindings(folder, found.new, found.problems, corpus.example);
}

function corpusFindings(
  folder: string,
  articles: number,
  problems: readonly Problem[],
  example: ExampleUse,
): Finding[] {
  const files = new Set(problems.map(({ file }) => file)).size;
  const wrong =
    files === 0
      ? []
      : [
          finding('corpus', 'wrong', {
            kind: 'file problems',
            files,
            first: problemLine(problems[0]!, ENGLISH),
          }),
        ];
  if (articles === 0) return [finding('corpus', 'wrong', { kind: 'no articles', folder }), ...wrong];
  return example === 'alone'
    ? [finding('corpus', 'note', { kind: 'example alone', folder, articles }), ...wrong]
    : [finding('corpus', 'ok', { kind: 'corpus', folder, articles }), ...wrong];
}

function indexFindings({ coverage, waiting, troubles }: IndexState): Finding[] {
  const wrong = troubles.map((trouble) =>
    finding('index', 'wrong', { kind: 'index trouble', says: troubleLine(trouble, ENGLISH) }),
  );
  if (!coverage) return wrong;
  const { articles, passages, indexedAt } = coverage;
  const behind = waiting && waiting.new + waiting.changed + waiting.gone > 0 ? [waiting] : [];
  const sound: Finding[] =
    wrong.length > 0 ? [] : [finding('index', 'ok', { kind: 'index', articles, passages, indexedAt })];
  return [
    ...sound,
    ...wrong,
    ...behind.map(({ new: added, changed, gone }) =>
      finding('index', 'note', { kind: 'index behind', new: added, changed, gone }),
    ),
  ];
}

/** Whether what reads can be had and used; it is ended again. */
export async function lookAtReader(settings: Settings): Promise<Finding> {
  try {
    const reader = await openReader(settings, { processes: 1 });
    // Nobody waits for a process that reads nothing, so this one could end before it.
    void reader?.close();
    return reader
      ? finding('reader', 'ok', { kind: 'reader', name: reader.name })
      : finding('reader', 'note', { kind: 'reader off' });
  } catch (thrown) {
    return refused('reader', thrown);
  }
}

/** Whether settings and votes can be read, and whether a channel wants every question; null where that is not known. */
export async function lookAtServerData(settings: Settings): Promise<{
  findings: Finding[];
  wantsText: boolean | null;
}> {
  try {
    if (!(await isThere(settings)))
      return { findings: [finding('server data', 'ok', { kind: 'no server data' })], wantsText: false };
    const data = await openServerData(settings, false);
    try {
      const wantsText = await data.answersEvery();
      const place = settings.ATTEST_INDEX === undefined ? 'people.db' : serverDataPlace(settings);
      return { findings: [finding('server data', 'ok', { kind: 'server data', place })], wantsText };
    } finally {
      await data.close();
    }
  } catch (thrown) {
    return { findings: [refused('server data', thrown)], wantsText: null };
  }
}

function attempt(check: Check, look: () => Finding[]): Finding[] {
  try {
    return look();
  } catch (thrown) {
    return [refused(check, thrown)];
  }
}

const refused = (check: Check, thrown: unknown): Finding =>
  finding(check, 'wrong', { kind: 'refused', says: sentenceOf(thrown) ?? `${messageOf(thrown)}.` });
