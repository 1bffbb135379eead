// The command line: reads arguments, calls, prints; the only user of commander.
// Each command loads what it needs when it is run: with all of it `--version` would take as long as a question.
import { Command, CommanderError, Option } from 'commander';
import about from '../package.json' with { type: 'json' };
import type { AskOptions } from './terminal/chat.ts';
import { readSettings, systemLocale } from './config.ts';
import { sentenceOf } from './errors.ts';
import { LimitError, readFilter } from './question/filter.ts';
import { worded } from './messages/told.ts';
import type { CopyArguments } from './terminal/run-copy.ts';
import type { ImportArguments } from './terminal/run-import.ts';
import type { IndexOptions } from './terminal/run-index.ts';
import type { StartOptions } from './start.ts';
import { messagesFor } from './messages/languages.ts';
import { LANGUAGES, type Messages } from './messages/messages.ts';
import { fitted } from './terminal/lines.ts';

const program = new Command('attest')
  .description('Answers questions with verbatim quotes from an archive of news articles.')
  .version(about.version, '--version', 'print the version')
  .exitOverride()
  .showHelpAfterError('(--help lists what can be done)')
  .addOption(
    new Option('--language <code>', "speak this language instead of the system's (LANG)").choices(LANGUAGES),
  );

/** In the language that is asked for, or else that of the system. */
const messages = (): Messages =>
  messagesFor(program.opts<{ language?: string }>().language ?? systemLocale());

program
  .command('start')
  .description(
    'answer in Discord, or without DISCORD_TOKEN in this terminal; brings the index up to the corpus folder first',
  )
  .option('--no-build', 'build nothing: end with a sentence where there is no index to answer from')
  .action(async (options: StartOptions) => {
    const { start } = await import('./start.ts');
    await start(readSettings(), messages(), options);
  });

program
  .command('index')
  .description('bring the index up to the state of the corpus folder')
  .option('--strict', 'index nothing when any file has a problem')
  .option('--allow-empty', 'let an empty corpus folder empty the index')
  .option('--json', 'print the report as one JSON object')
  .option('--rebuild', 'delete the index and build it anew')
  .option('--watch', 'stay, and index what changes in the corpus folder')
  .action(async (options: IndexOptions) => {
    const { runIndex } = await import('./terminal/run-index.ts');
    await runIndex(readSettings(), options, messages());
  });

program
  .command('import')
  .description(
    'bring articles into the corpus folder: saved pages, feeds, dumps; again and again, for what is new',
  )
  .argument(
    '<source...>',
    'HTML, PDF, RSS, Atom, JSON, JSONL, CSV, TSV, EML or MBOX files, folders of them, or addresses of pages and feeds',
  )
  .option('--dry-run', 'say what would come, and write nothing')
  .option(
    '--map <field=column...>',
    'fields of an article that a dump calls otherwise: title=headline,text=story',
  )
  .option('--set <field=value...>', 'outlet, byline or published of all articles that do not say it')
  .option(
    '--json',
    'print one JSON object for each article that is new, updated or refused, and one with the counts',
  )
  .action(importSources);

program
  .command('ask')
  .description('answer one question, or one a line from standard input')
  .argument('[question...]', 'the question')
  .option('--from <day>', 'only articles published on or after YYYY-MM-DD')
  .option('--to <day>', 'only articles published on or before YYYY-MM-DD')
  .option('--outlet <name>', 'only articles of this outlet')
  .option('--as-of <day>', 'read "last week" as of YYYY-MM-DD, and use no later article')
  .option('--json', 'print one JSON object a question')
  .option('--check', 'look a quotation or claim up instead: exact, near or not found')
  .option('--explain', 'show how passages were found and why quotes were chosen')
  .action(ask);

program
  .command('status')
  .description('say what the index holds, and in which state it is')
  .option('--json', 'print it as one JSON object')
  .action(status);

program
  .command('verify')
  .description('check every checksum, span and embedding of the index against the corpus')
  .option('--json', 'print all findings as one JSON object')
  .action(verify);

program
  .command('copy')
  .description('move an index from files to PostgreSQL or back, without embedding again')
  .requiredOption(
    '--to <place>',
    'a folder, embedded for that of EMBEDDINGS_DIR, or postgres://user@host/database',
  )
  .option('--from <place>', 'the same; without it, where the settings have the index')
  .option('--replace', 'let it take the place of an index of other articles or of another model')
  .action(async (options: CopyArguments) => {
    const { runCopy } = await import('./terminal/run-copy.ts');
    print(await runCopy(readSettings(), options, messages()));
  });

program
  .command('embed-worker')
  .description('embed, beside others on any number of hosts, what npm run index reads into PostgreSQL')
  .option('--once', 'end when nothing waits')
  .action(async (options: { once?: boolean }) => {
    const { runEmbedWorker } = await import('./terminal/run-embed-worker.ts');
    await runEmbedWorker(readSettings(), options, messages());
  });

program
  .command('backup')
  .description('write the settings of servers and the votes to a file; the bot may go on running')
  .argument('<file>', 'where to; nothing may lie there yet')
  .option('--replace', 'write over what lies there')
  .action(async (file: string, options: { replace?: boolean }) => {
    const { runBackup } = await import('./terminal/run-backup.ts');
    print(await runBackup(readSettings(), file, options, messages()));
  });

program
  .command('restore')
  .description('put settings and votes back from a file that backup has written; the bot may go on running')
  .argument('<file>', 'the backup')
  .option('--replace', 'let them take the place of settings and votes that there are')
  .option('--settings-only', 'leave the votes as they are')
  .action(async (file: string, options: { replace?: boolean; settingsOnly?: boolean }) => {
    const { runRestore } = await import('./terminal/run-backup.ts');
    print(await runRestore(readSettings(), file, options, messages()));
  });

program
  .command('health')
  .description('say whether the bot that runs beside this index is well; exit code 0 when it is')
  .action(async () => {
    const { health } = await import('./terminal/health.ts');
    const { text, isWell } = health(readSettings(), messages());
    print(text);
    if (!isWell) process.exitCode = 1;
  });

program
  .command('doctor')
  .description('look at everything that Attest needs, and say what is wrong and what to do about it')
  .option('--json', 'print all findings as one JSON object')
  .action(async (options: { json?: boolean }) => {
    const { doctor } = await import('./doctor/doctor.ts');
    const { text, isWell } = await doctor(messages(), options);
    process.stdout.write(options.json ? text : fitted(text, process.stdout.columns));
    if (!isWell) process.exitCode = 1;
  });

program
  .command('evaluate')
  .description('score answers over a file of questions with known answers')
  .argument('<file>', 'one JSON object a line: question, answers, urls, answerable, and if wished asOf')
  .option('--json', 'print the scores as one JSON object')
  .option('--as-of <day>', 'read "last week" as of YYYY-MM-DD, and use no later article')
  .option('--failures', 'show every question that was not answered right, and where the answer was lost')
  .action(evaluate);

program
  .command('insights')
  .description('say what was asked, what had no answer, and what to add to the archive')
  .option('--csv', 'print every question as a row of CSV')
  .option('--days <number>', 'of so many days back', '30')
  .action(async (options: { csv?: boolean; days: string }) => {
    const { showInsights } = await import('./terminal/show-insights.ts');
    process.stdout.write(await showInsights(readSettings(), options, messages()));
  });

program.command('deploy').description("register the bot's commands with Discord").action(deploy);

program
  .command('invite')
  .description('print the links that bring the bot into a server, or its commands to a person')
  .action(invite);

async function ask(
  question: string[],
  options: Parameters<typeof readFilter>[0] & Omit<AskOptions, 'filter' | 'messages'>,
): Promise<void> {
  const asked = { ...options, filter: readFilter(options), messages: messages() };
  const settings = readSettings();
  const [{ openArchive }, { askLines, askOnce }] = await Promise.all([
    import('./archive.ts'),
    import('./terminal/chat.ts'),
  ]);
  const archive = await openArchive(settings);
  try {
    if (question.length > 0) await askOnce(archive, question.join(' '), asked);
    else await askLines(archive, asked);
  } finally {
    archive.close();
  }
}

async function importSources(sources: string[], options: ImportArguments): Promise<void> {
  const { runImport } = await import('./terminal/run-import.ts');
  await runImport(readSettings(), sources, options, messages());
}

/** Lines for a person on standard output. */
function print(text: string): void {
  process.stdout.write(`${fitted(text, process.stdout.columns)}\n`);
}

async function status({ json }: { json?: boolean }): Promise<void> {
  const settings = readSettings();
  const [{ indexState }, { jsonLine, stateJson }, { renderState }] = await Promise.all([
    import('./indexing/index-state.ts'),
    import('./terminal/answer-json.ts'),
    import('./terminal/index-report.ts'),
  ]);
  const state = await indexState(settings);
  if (json) process.stdout.write(`${jsonLine(stateJson(state))}\n`);
  else print(renderState(state, new Date(), messages()));
  if (state.troubles.length > 0) process.exitCode = 1;
}

async function verify({ json }: { json?: boolean }): Promise<void> {
  const settings = readSettings();
  const [{ verifyIndex }, { jsonLine, verificationJson }, { renderVerification }, { openProgress }] =
    await Promise.all([
      import('./indexing/verify.ts'),
      import('./terminal/answer-json.ts'),
      import('./terminal/index-report.ts'),
      import('./terminal/progress.ts'),
    ]);
  const display = openProgress(process.stderr, messages());
  try {
    const verification = await verifyIndex(settings, (progress) => display.show(progress));
    display.stop();
    if (json) process.stdout.write(`${jsonLine(verificationJson(verification))}\n`);
    else print(renderVerification(verification, messages()));
    if (verification.findings.some(({ damage }) => damage)) process.exitCode = 1;
  } finally {
    display.stop();
  }
}

async function evaluate(
  file: string,
  options: { json?: boolean; failures?: boolean; asOf?: string },
): Promise<void> {
  const { asOf } = readFilter(options);
  const settings = readSettings();
  const [{ openArchive }, { corpusFolder }, { evaluateFile }] = await Promise.all([
    import('./archive.ts'),
    import('./corpus/articles.ts'),
    import('./evaluation/evaluate-file.ts'),
  ]);
  const archive = await openArchive(settings);
  const corpus = corpusFolder(settings.CORPUS_DIR);
  process.stdout.write(`${await evaluateFile(archive, corpus, file, { ...options, asOf })}\n`);
  archive.close();
}

async function deploy(): Promise<void> {
  const settings = readSettings();
  const { deployCommands } = await import('./discord/deploy.ts');
  process.stdout.write(`${await deployCommands(settings, messages())}\n`);
}

async function invite(): Promise<void> {
  const { invitation } = await import('./discord/invite.ts');
  process.stdout.write(`${await invitation(readSettings(), messages())}\n`);
}

function toldOf(thrown: unknown): string {
  if (thrown instanceof LimitError) return worded(messages().limit, thrown.fault).join(' ');
  return sentenceOf(thrown) ?? `This is a bug: ${(thrown as Error).stack ?? String(thrown)}`;
}

// What is said beside the work stops none, be it that nobody reads it any more or its disk is full.
process.stderr.on('error', () => {});
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode;
  else {
    process.stderr.write(`${toldOf(thrown)}\n`);
    process.exitCode = 1;
  }
}
