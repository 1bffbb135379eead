// `npm run bench:peers`: Attest beside other searches, over the same articles and questions, a process for each.
import { fork } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listCorpus } from '../../src/corpus/articles.ts';
import { sentenceOf, UserError } from '../../src/errors.ts';
import { readQuestions } from '../../src/evaluation/evaluate-file.ts';
import type { Job, Row } from './peers/child.ts';
import { isPeerId, PEERS, type PeerId } from './peers/list.ts';
import { renderDetails, renderMarkdown, renderTerminal, type Report } from './peers/table.ts';
import { EXAMPLE, QUESTION_FILE, ROOT } from '../support/project.ts';
import { NEWS, scratchFolder, unpack } from './tools.ts';

const HELP = `npm run bench:peers -- [options]

Measures Attest and other searches over the same articles and questions: scores as of \`npm run evaluate\`,
indexing, time of a question, memory. Without options over the news set "dev" (about ten minutes), or, where that
is not beside the project, over the example corpus.

  --corpus DIR       a folder of articles, together with
  --questions FILE   questions about them, one JSON object a line, as for \`npm run evaluate\`
  --peers NAMES      only these, separated by commas: ${Object.keys(PEERS).join(',')}
  --markdown         the table as it stands in docs/measured.md; everything else goes to standard error
  --help             this
`;

interface QuestionSet {
  set: string;
  corpusDir: string;
  questionFile: string;
}

const note = (line: string) => process.stderr.write(`${line}\n`);

function readOptions() {
  try {
    return parseArgs({
      options: {
        corpus: { type: 'string' },
        questions: { type: 'string' },
        peers: { type: 'string', default: Object.keys(PEERS).join(',') },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    throw new UserError(`${(thrown as Error).message}.`, 'npm run bench:peers -- --help lists the options.');
  }
}

function chosenPeers(names: string): PeerId[] {
  const ids = names.split(',').map((name) => name.trim());
  const unknown = ids.filter((id) => !isPeerId(id));
  if (unknown.length > 0)
    throw new UserError(
      `There is no peer "${unknown.join('", "')}".`,
      `Choose from ${Object.keys(PEERS).join(', ')}.`,
    );
  return ids.filter(isPeerId);
}

function chosenSet(corpus: string | undefined, questions: string | undefined, scratch: string): QuestionSet {
  if (Boolean(corpus) !== Boolean(questions))
    throw new UserError('A corpus and its questions belong together.', 'Give both --corpus and --questions.');
  if (corpus && questions)
    return { set: basename(resolve(corpus)), corpusDir: resolve(corpus), questionFile: resolve(questions) };
  const dev = join(NEWS, 'dev/questions.jsonl');
  if (existsSync(dev)) {
    const corpusDir = join(scratch, 'dev');
    unpack('dev', corpusDir);
    return { set: 'news, dev', corpusDir, questionFile: dev };
  }
  note(`The news sets are not at hand (${NEWS}): the example corpus and its questions are measured instead.`);
  return { set: 'example corpus', corpusDir: EXAMPLE, questionFile: QUESTION_FILE };
}

/** One peer in a process of its own. */
function measured(job: Job): Promise<Row> {
  return new Promise((resolve, reject) => {
    const child = fork(join(ROOT, 'tests/bench/peers/child.ts'), [JSON.stringify(job)], {
      cwd: ROOT,
      execArgv: ['--import', 'tsx', '--expose-gc'],
      // What libraries print is no part of the table.
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.once('message', (row) => resolve(row as Row));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${job.peer} ended early (${signal ?? code})`)));
  });
}

async function run(): Promise<void> {
  const { corpus, questions, peers, markdown, help } = readOptions();
  if (help) return void process.stdout.write(HELP);
  const ids = chosenPeers(peers);
  const scratch = scratchFolder();
  try {
    const { set, corpusDir, questionFile } = chosenSet(corpus, questions, scratch);
    const articles = listCorpus(corpusDir).files.length;
    note(`${set}: ${articles} articles, ${readQuestions(questionFile).length} questions`);
    const load = loadavg()[0]!;
    const rows: Row[] = [];
    for (const peer of ids) {
      note(`${peer} …`);
      rows.push(await measured({ peer, corpusDir, questionFile, folder: join(scratch, peer) }));
    }
    const typed = process.argv.slice(2).filter((word) => word !== '--markdown');
    const report: Report = {
      rows,
      set,
      articles,
      loads: [load, loadavg()[0]!],
      day: new Date().toISOString().slice(0, 10),
      command: ['npm run bench:peers', ...(typed.length > 0 ? ['--', ...typed] : [])].join(' '),
    };
    if (markdown) note(renderDetails(report));
    process.stdout.write(`${markdown ? renderMarkdown(report) : renderTerminal(report)}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  await run();
} catch (thrown) {
  const sentence = sentenceOf(thrown);
  if (sentence === undefined) throw thrown;
  note(sentence);
  process.exitCode = 1;
}
