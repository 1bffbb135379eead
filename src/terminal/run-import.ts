// `npm run attest -- import`: what comes and what is refused, line by line, with the counts at the end.
import { join } from 'node:path';
import type { Settings } from '../config.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { UserError } from '../errors.ts';
import { importArticles, type ImportCounts, type ImportEvent } from '../import/import.ts';
import { IMPORTED_FOLDER } from '../import/imported-files.ts';
import { FIELDS, type Field, type FieldMap } from '../import/records.ts';
import { writtenDay } from '../import/written-day.ts';
import { worded } from '../messages/told.ts';
import type { Messages } from '../messages/messages.ts';
import { printable } from './lines.ts';
import { say } from './run-index.ts';

/** As they are typed. */
export interface ImportArguments {
  dryRun?: boolean;
  json?: boolean;
  map?: string[];
  set?: string[];
}

/** Fields that may be given for all articles of an import. */
const SETTABLE = ['outlet', 'byline', 'published'] as const;
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
      if (json) process.stdout.write(`${JSON.stringify(eventJson(event, messages))}\n`);
      else say(eventLine(event, messages));
    }
    progress.show(counts);
  });
  progress.clear();
  if (json) process.stdout.write(`${JSON.stringify({ ...counts, dryRun })}\n`);
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

function fieldMap(typed: readonly string[]): FieldMap {
  return Object.fromEntries(pairs(typed, '--map', FIELDS)) as Partial<Record<Field, string>>;
}

function defaultsOf(typed: readonly string[]): Partial<Record<(typeof SETTABLE)[number], string>> {
  const values = Object.fromEntries(pairs(typed, '--set', SETTABLE));
  if (values.published !== undefined && writtenDay(values.published) === null)
    throw new UserError(`"${values.published}" is not a day.`, 'Write --set published=YYYY-MM-DD.');
  return values;
}

/** `a=b,c=d`, in one argument or several. */
function pairs(typed: readonly string[], option: string, known: readonly string[]): [string, string][] {
  const written = option === '--map' ? typed.flatMap((each) => each.split(',')) : typed;
  return written.map((pair) => {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
    if (known.includes(name) && value !== '') return [name, value];
    throw new UserError(
      `"${pair}" is not a field of an article and what it is.`,
      `Write ${option} FIELD=…; the fields are ${known.join(', ')}.`,
    );
  });
}

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
