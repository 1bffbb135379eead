// `npm run attest -- import`: what comes and what is refused, line by line, with the counts at the end.
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { importArticles, type ImportCounts, type ImportEvent } from '../import/import.ts';
import { IMPORTED_FOLDER } from '../import/imported-files.ts';
import { defaultsOf, fieldMap } from '../import/given-fields.ts';
import { worded } from '../messages/told.ts';
import type { Messages } from '../messages/messages.ts';
import { jsonLine } from './answer-json.ts';
import { printable } from './lines.ts';
import { say } from './run-index.ts';

/** As they are typed. */
export interface ImportArguments {
  dryRun?: boolean;
  json?: boolean;
  map?: string[];
  set?: string[];
}

const LINE_EVERY_MILLISECONDS = 5000;
const SHOWN_EVERY_MILLISECONDS = 100;

/** Imports, tells what happened, and fails where nothing of what was named could be used. */
export async function runImport(
  settings: Settings,
  sources: readonly string[],
  { dryRun = false, json = false, map = [], set = [] }: ImportArguments,
  messages: Messages,
): Promise<void> {
  const options = { isDryRun: dryRun, map: fieldMap(map), defaults: defaultsOf(set) };
  const progress = openCounts(process.stderr, messages);
  const counts = await importArticles(settings.CORPUS_DIR, sources, options, (event, counts) => {
    if (event && (json || event.kind === 'refused' || dryRun)) {
      progress.clear();
      if (json) process.stdout.write(`${jsonLine(eventJson(event, messages))}\n`);
      else say(eventLine(event, messages));
    }
    progress.show(counts);
  });
  progress.clear();
  if (json) process.stdout.write(`${jsonLine({ ...counts, dryRun })}\n`);
  else say(closing(counts, dryRun, join(corpusFolder(settings.CORPUS_DIR), IMPORTED_FOLDER), messages));
  if (counts.new + counts.updated + counts.known === 0) process.exitCode = 1;
}

function closing(counts: ImportCounts, isDryRun: boolean, folder: string, messages: Messages): string {
  if (isDryRun) return messages.wouldImport(counts);
  const told =
    messages.imported(counts) +
    (counts.passedOver > 0 ? `; ${messages.passedOverFiles(counts.passedOver)}` : '');
  return counts.new + counts.updated > 0 ? `${told}\n${messages.importedInto(folder)}` : told;
}

function eventLine(event: ImportEvent, messages: Messages): string {
  const told =
    event.kind === 'refused'
      ? event.causes.map((cause) => worded(messages.refusal, cause).join(' ')).join(' ')
      : `-> ${event.file}`;
  return printable(`${event.origin}: ${told}`);
}

const eventJson = (event: ImportEvent, messages: Messages) =>
  event.kind === 'refused'
    ? {
        ...event,
        causes: event.causes.map((cause) => ({ ...cause, told: worded(messages.refusal, cause).join(' ') })),
      }
    : event;

/** Counts as they grow: in one line that is written over on a terminal, now and then a line elsewhere. */
function openCounts(stream: NodeJS.WriteStream, messages: Messages) {
  let last = performance.now();
  let isShown = false;
  return {
    show(counts: ImportCounts) {
      if (performance.now() - last < (stream.isTTY ? SHOWN_EVERY_MILLISECONDS : LINE_EVERY_MILLISECONDS))
        return;
      last = performance.now();
      stream.write(
        stream.isTTY ? `\r\u001b[K${messages.imported(counts)}` : `${messages.imported(counts)}\n`,
      );
      isShown = stream.isTTY;
    },
    clear() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
