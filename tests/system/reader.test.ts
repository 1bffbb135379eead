// Sentences are read in a process of its own, by any of three kinds of reader, and its end is nobody's.
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Log } from '../../src/log.ts';
import { openReader, type Reader, type Reading } from '../../src/model/reader.ts';
import { WordPieces } from '../../src/model/word-pieces.ts';
import { childrenRunning } from '../support/children.ts';
import { outcomeOf, startScript } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { readerFolder, tinyClassifier, tinySpanReader } from '../support/tiny-reader.ts';

const EMBEDDINGS_DIR = temporaryFolder();
const spanFolder = readerFolder(tinySpanReader());
const classifierFolder = readerFolder(tinyClassifier());
const pieces = new WordPieces(JSON.parse(readFileSync(join(spanFolder, 'tokenizer.json'), 'utf8')));
const SEP = 102;
const CHILD = 'reader-child.ts';
/** A process takes a second to start, and far longer beside others. */
const LONG = { timeout: 60_000 };

const QUESTION = 'When did the harbour close?';
const SENTENCES = [
  { title: 'Strike at the port', text: 'The harbour closed on Tuesday, the authority said.' },
  { title: '', text: 'Zoë Müller walked out.' },
  { title: 'Weather', text: '😀 Rain is expected.' },
  { title: 'Nothing', text: '\u200b' },
];

const opened: Reader[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((reader) => reader.close()));
});

async function open(READER: string, options = {}): Promise<Reader> {
  const reader = (await openReader({ READER, EMBEDDINGS_DIR }, { processes: 1, ...options }))!;
  opened.push(reader);
  return reader;
}

/** The reader that the tests of a group share: a process each takes longer than they do. */
function sharedReader(READER: string, options = {}): () => Reader {
  let reader: Reader;
  beforeAll(async () => {
    reader = (await openReader({ READER, EMBEDDINGS_DIR }, { processes: 1, ...options }))!;
    return () => reader.close();
  });
  return () => reader;
}

async function refusalOf(READER: string, options = {}): Promise<UserError> {
  const refusal = await open(READER, options).then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(UserError);
  return refusal as UserError;
}

/** What the tiny readers say of a text: the worth of its tokens and of the mark after it. */
const worth = (text: string, most = 100) =>
  (text === '' ? 0 : pieces.of(text, most).reduce((sum, { id }) => sum + id, SEP)) / 1000;

const answerOf = ({ answer }: Reading, text: string) => answer && text.slice(answer.start, answer.end);

describe('a reader with spans', () => {
  const shared = sharedReader(spanFolder);

  it('says how much each sentence answers, and with which of its words', async () => {
    const reader = shared();
    const readings = (await reader.read(QUESTION, SENTENCES)) as Reading[];
    expect(reader.hasSpans).toBe(true);
    for (const [i, { title, text }] of SENTENCES.entries())
      expect(readings[i]!.relevance).toBeCloseTo(worth(title) + worth(text), 3);
    expect(readings.map((reading, i) => answerOf(reading, SENTENCES[i]!.text))).toEqual([
      'Tuesday',
      'Müller',
      'Rain',
      null,
    ]);
  });

  it('reads a sentence the same, alone and among others, at any time', async () => {
    const together = await shared().read(QUESTION, SENTENCES);
    const another = await open(spanFolder);
    for (const [i, sentence] of SENTENCES.entries())
      expect(await another.read(QUESTION, [sentence])).toEqual([together[i]]);
  });

  it('sees 32 pieces of a question, 18 of a title, and of a sentence as many as make 88 in all', async () => {
    const reader = shared();
    const words = (count: number) => Array(count).fill('harbour').join(' ');
    const [reading] = await reader.read(words(50), [{ title: words(50), text: words(200) }]);
    const harbour = pieces.of('harbour', 1)[0]!.id;
    const sentence = 88 - (1 + 32 + 1) - (18 + 1) - 1;
    expect(reading!.relevance).toBeCloseTo(((18 + sentence) * harbour + 2 * SEP) / 1000, 3);
    expect(reading!.answer!.end).toBeLessThanOrEqual(sentence * 'harbour '.length);
  });

  it('has another fingerprint when its weights are others', async () => {
    const [one, same, other] = [
      shared(),
      await open(readerFolder(tinySpanReader())),
      await open(classifierFolder),
    ];
    expect(one.fingerprint).toBe(same.fingerprint);
    expect(one.fingerprint).not.toBe(other.fingerprint);
    expect(one.name).toBe(spanFolder);
  });

  it('reads for many questions at once, each its own', async () => {
    const reader = shared();
    const questions = Array.from({ length: 12 }, (_, i) => `Question ${i}?`);
    const sentencesOf = (question: string) =>
      Array.from({ length: 10 }, (_, i) => ({ title: question, text: `Sentence ${i} of ${question}` }));
    const all = await Promise.all(questions.map((question) => reader.read(question, sentencesOf(question))));
    for (const [i, question] of questions.entries())
      for (const [k, { title, text }] of sentencesOf(question).entries())
        expect(all[i]![k]!.relevance).toBeCloseTo(worth(title) + worth(text), 3);
  });
});

describe('a cross-encoder without spans', () => {
  const shared = sharedReader(classifierFolder);

  it('says how much each sentence answers, read together with its title', async () => {
    const reader = shared();
    const readings = (await reader.read(QUESTION, SENTENCES.slice(0, 2))) as Reading[];
    expect(reader.hasSpans).toBe(false);
    expect(readings.map(({ answer }) => answer)).toEqual([null, null]);
    const [{ title, text }, { text: untitled }] = SENTENCES as [(typeof SENTENCES)[0], (typeof SENTENCES)[0]];
    expect(readings[0]!.relevance).toBeCloseTo(worth(`${title}. ${text}`), 3);
    expect(readings[1]!.relevance).toBeCloseTo(worth(untitled), 3);
  });

  it('may say with two numbers what speaks against and for it', async () => {
    const two = await open(readerFolder(tinyClassifier(2)));
    expect(await two.read(QUESTION, SENTENCES)).toEqual(await shared().read(QUESTION, SENTENCES));
  });

  it('of the hub is downloaded once', async () => {
    const NAME = 'someone/cross-encoder';
    const asked: string[] = [];
    const repository: RequestListener = ({ url }, response) => {
      asked.push(url!);
      try {
        const bytes = readFileSync(join(classifierFolder, url!.replace(`/${NAME}/resolve/main/`, '')));
        response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    };
    const server = createServer(repository).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const first = await open(NAME, { hub });
    const requests = asked.length;
    const again = await open(NAME, { hub });
    server.closeAllConnections();
    server.close();
    expect(asked).toHaveLength(requests);
    expect(first.name).toBe(NAME);
    expect(await again.read(QUESTION, SENTENCES)).toEqual(await first.read(QUESTION, SENTENCES));
  });
});

describe('the process', () => {
  /** What the log is warned of. */
  let warnings: string[];
  const log = { warn: (sentence: string) => warnings.push(sentence) } as unknown as Log;
  const shared = sharedReader(spanFolder, { log });
  beforeEach(() => {
    warnings = [];
  });

  it('that does not answer in time is not waited for, and what it reads later is known', async () => {
    const reader = shared();
    process.kill(reader.pids[0]!, 'SIGSTOP');
    expect(await reader.read(QUESTION, SENTENCES, { within: 20 })).toEqual([null, null, null, null]);
    process.kill(reader.pids[0]!, 'SIGCONT');
    expect(await reader.read(QUESTION, SENTENCES)).not.toContain(null);
  });

  it('that ends leaves questions unread at once, and is started again, one at a time', async () => {
    const reader = shared();
    const known = await reader.read(QUESTION, SENTENCES);
    const first = reader.pids[0]!;
    process.kill(first, 'SIGSTOP');
    const asked = reader.read('What else?', SENTENCES);
    process.kill(first, 'SIGKILL');
    expect(await asked).toEqual([null, null, null, null]);
    // What is remembered needs no process.
    expect(await reader.read(QUESTION, SENTENCES)).toEqual(known);
    await vi.waitFor(async () => expect(await reader.read('And now?', SENTENCES)).not.toContain(null), LONG);
    expect(reader.pids[0]).not.toBe(first);
    expect(childrenRunning(CHILD)).toEqual(reader.pids);
    expect(warnings).toEqual([
      'Reading ended early (SIGKILL). It is started again. If it ends again and again, make room in memory, or set READER=off.',
    ]);
  });

  it('that ends while nobody asks is started again all the same', async () => {
    const reader = shared();
    const first = reader.pids[0]!;
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(reader.pids[0]).not.toBe(first), LONG);
    await vi.waitFor(async () => expect(await reader.read('Then?', SENTENCES)).not.toContain(null), LONG);
  });

  it('does not heed the signals that its whole group gets: whoever started it ends it', async () => {
    const reader = shared();
    for (const signal of ['SIGINT', 'SIGTERM']) process.kill(reader.pids[0]!, signal);
    expect(await reader.read('After the signals?', SENTENCES)).not.toContain(null);
    expect(warnings).toEqual([]);
  });

  it('is gone when the reader is closed, and what was asked is left unread', async () => {
    const reader = shared();
    process.kill(reader.pids[0]!, 'SIGSTOP');
    const asked = reader.read('What is left?', SENTENCES);
    process.kill(reader.pids[0]!, 'SIGCONT');
    await reader.close();
    expect(await asked).toHaveLength(SENTENCES.length);
    expect(childrenRunning(CHILD)).toEqual([]);
    expect(await reader.read('Who?', SENTENCES)).toEqual([null, null, null, null]);
    expect(warnings).toEqual([]);
  });

  it('has another beside it, which reads on when it ends', async () => {
    const reader = await open(spanFolder, { log, processes: 2 });
    await vi.waitFor(() => expect(childrenRunning(CHILD).sort()).toEqual([...reader.pids].sort()), LONG);
    await vi.waitFor(() => expect(reader.pids).toHaveLength(2), LONG);
    const [first] = reader.pids;
    process.kill(first!, 'SIGKILL');
    await vi.waitFor(async () => expect(await reader.read(QUESTION, SENTENCES)).not.toContain(null), LONG);
    await vi.waitFor(() => expect(reader.pids).not.toContain(first), LONG);
    expect(warnings).toHaveLength(1);
  });

  it('does not keep whoever asked, and ends with it', async () => {
    const script = `
      const { openReader } = await import('./src/model/reader.ts');
      const reader = await openReader({ READER: process.argv[1], EMBEDDINGS_DIR: process.argv[2] }, { processes: 1 });
      const readings = await reader.read('Who?', [{ title: '', text: 'Somebody.' }]);
      console.log(readings.length, reader.pids[0]);`;
    const { code, stdout, stderr } = await outcomeOf(startScript(script, spanFolder, EMBEDDINGS_DIR));
    const [read, pid] = stdout.split(' ').map(Number);
    expect([code, read, stderr]).toEqual([0, 1, '']);
    await vi.waitFor(() => expect(() => process.kill(pid!, 0)).toThrow('ESRCH'), LONG);
  });
});

describe('the setting', () => {
  it('off opens none', async () => {
    expect(await openReader({ READER: 'off', EMBEDDINGS_DIR })).toBeNull();
    expect(childrenRunning(CHILD)).toEqual([]);
  });

  it('that names neither a folder nor a model is refused', async () => {
    const { message, remedy } = await refusalOf('./no/such/folder');
    expect(message).toBe(
      'The reader "./no/such/folder" is neither a folder nor a name such as Xenova/ms-marco-MiniLM-L-6-v2.',
    );
    expect(remedy).toBe('Correct READER, or leave it unset for the bundled reader.');
  });

  it('that names a folder with gaps is refused with all that it lacks', async () => {
    const folder = readerFolder(tinySpanReader());
    for (const file of ['tokenizer.json', 'onnx/model.onnx']) rmSync(join(folder, file));
    const { message, remedy } = await refusalOf(folder);
    expect(message).toBe(
      `The reader folder ${folder} lacks tokenizer.json, onnx/model_quantized.onnx or onnx/model.onnx.`,
    );
    expect(remedy).toContain('leave READER unset');
  });

  it.each([
    [
      'three numbers a sentence',
      tinyClassifier(3),
      'it gives 3 numbers for a sentence instead of one or two',
    ],
    ['damaged weights', tinyClassifier().slice(0, 200), ''],
  ])('that names a model with %s is refused, and its process is gone', async (_, weights, reason) => {
    const folder = readerFolder(weights);
    const { message, remedy } = await refusalOf(folder);
    expect(message).toContain(`The reader in ${folder} cannot be used: ${reason}`);
    expect(remedy).toContain('cross-encoder');
    expect(childrenRunning(CHILD)).toEqual([]);
  });

  it('that names an encoder is refused with what it lacks', async () => {
    const { message } = await refusalOf('src/model/encoder');
    expect(message).toContain('it gives last_hidden_state instead of logits');
  });

  it('that names a model out of reach is refused with a remedy', async () => {
    const { message, remedy } = await refusalOf('someone/nothing', { hub: 'http://127.0.0.1:1/' });
    expect(message).toContain('The reader "someone/nothing" could not be downloaded');
    expect(remedy).toMatch(/network.*folder.*READER.*bundled/);
  });
});
