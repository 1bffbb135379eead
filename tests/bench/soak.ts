// `npm run soak [-- MINUTES]`: questions without a pause while articles come, change and go; memory and open files
// must stay. The archive is held as the bot holds it, the corpus is followed as `npm run index -- --watch` does.
import { spawn } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/archive.ts';
import { readSettings } from '../../src/config.ts';
import { CurrentArchive } from '../../src/discord/current-archive.ts';
import { EXAMPLE, QUESTION_FILE, questionsIn, ROOT } from '../support/project.ts';
import { attest, percentile, scratchFolder } from './tools.ts';

const MINUTES = Number(process.argv[2] ?? 10);
const CHANGE_EVERY_MS = 2000;
const RENEW_EVERY_MS = 2000;
const REPORT_EVERY_MS = 60_000;
/** Articles beside those of the shipped corpus, at most. */
const EXTRA = 2000;
const START_WITH = 1500;

const COLOURS = 'violet orange teal crimson amber indigo ochre scarlet'.split(' ');
const THINGS = 'lighthouse bakery ferry library bridge cannery orchard windmill chapel harbour'.split(' ');

const scratch = scratchFolder();
const corpus = join(scratch, 'corpus');
const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: join(scratch, 'embeddings'), LOG_LEVEL: 'silent' };
cpSync(EXAMPLE, corpus, { recursive: true });

const colourOf = new Map<number, string>();
const pathOf = (n: number) => join(corpus, `extra-${n}.txt`);

function write(n: number, round: number): void {
  const colour = COLOURS[(n + round) % COLOURS.length]!;
  const thing = `${THINGS[n % THINGS.length]} number ${n}`;
  colourOf.set(n, colour);
  const story = `The ${thing} of Quorbeck was repainted in ${colour}, its owner said. Nobody had asked the council. `;
  writeFileSync(
    pathOf(n),
    `date 2025-01-01 https://x.example/${n}\n\n${thing} repainted\n\n${story.repeat(6)}\n`,
  );
}

function change(round: number): void {
  const n = (round * 7919) % EXTRA;
  if (!colourOf.has(n)) write(n, round);
  else if (round % 3 === 0) {
    rmSync(pathOf(n));
    colourOf.delete(n);
  } else write(n, round);
}

const openFiles = (): number => readdirSync('/proc/self/fd').length;
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);

for (let n = 0; n < START_WITH; n++) write(n, 0);
await attest(['index'], env);
const watching = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'index', '--watch'], {
  cwd: ROOT,
  env: { ...process.env, ...env },
  stdio: 'ignore',
});
const settings = readSettings(env);
const current = new CurrentArchive(await openArchive(settings), () => openArchive(settings));
const questions = questionsIn(QUESTION_FILE);

const started = Date.now();
const times: number[] = [];
let [round, asked, renewed, unverified, lastChange, lastRenewal, lastReport] = [0, 0, 0, 0, 0, 0, started];
process.stdout.write('minute  questions  p50 ms  p95 ms  MB  open files  renewed\n');
while (Date.now() - started < MINUTES * 60_000) {
  const now = Date.now();
  if (now - lastChange > CHANGE_EVERY_MS) [lastChange] = [now, change(round++)];
  if (now - lastRenewal > RENEW_EVERY_MS) {
    lastRenewal = now;
    if (await current.renew()) renewed++;
  }
  const answer = await current.use((archive) =>
    archive.ask({ question: questions[asked++ % questions.length]!, outlets: null }),
  );
  times.push(answer.ms);
  for (const quote of answer.quotes) {
    const article = await current.use((archive) => archive.article({ id: quote.article.id, outlets: null }));
    if (article && article.text.slice(quote.start, quote.end) !== quote.text) unverified++;
  }
  if (now - lastReport > REPORT_EVERY_MS) {
    lastReport = now;
    const minute = Math.round((now - started) / 60_000);
    process.stdout.write(
      `${String(minute).padStart(6)}  ${String(asked).padStart(9)}  ${percentile(times, 0.5).toFixed(0).padStart(6)}  ${percentile(times, 0.95).toFixed(0).padStart(6)}  ${megabytes()}  ${String(openFiles()).padStart(10)}  ${renewed}\n`,
    );
    times.length = 0;
  }
}
watching.kill();
current.close();
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(
  `${asked} questions, ${round} changes, ${renewed} renewals, ${unverified} quotes not verbatim\n`,
);
