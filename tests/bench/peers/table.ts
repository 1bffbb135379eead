// What `npm run bench:peers` prints: the table and its caption, for the terminal or as Markdown, and what stands behind it.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Row } from './child.ts';
import { QUALITY, type Quality } from './measure.ts';
import { ROOT } from '../../support/project.ts';

export interface Report {
  rows: readonly Row[];
  /** What the questions are of, such as "dev". */
  set: string;
  articles: number;
  /** The load of the machine before the first and after the last peer. */
  loads: readonly [number, number];
  day: string;
  command: string;
}

const HEAD = [...QUALITY, 'Indexing', 'of it embedding', 'Question p50', 'p95', 'Memory'];

/** The table and its caption as they go into docs/measured.md, but for the padding that `npm run format` gives. */
export function renderMarkdown(report: Report): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const best = (row: Row, column: number) =>
    column < QUALITY.length && isBest(report.rows, row, QUALITY[column]!);
  const rows = report.rows.map((row) =>
    line([label(row), ...cells(row).map((cell, i) => (best(row, i) ? `**${cell}**` : cell))]),
  );
  const head = [line([heading(report), ...HEAD]), line(Array<string>(HEAD.length + 1).fill('---'))];
  return [...head, ...rows, '', caption(report)].join('\n');
}

/** The same for reading in a terminal, with how the peers were set and the paired counts. */
export function renderTerminal(report: Report): string {
  const table = [[heading(report), ...HEAD], ...report.rows.map((row) => [label(row), ...cells(row)])];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  const lines = table.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
  return [...lines, '', caption(report), '', renderDetails(report)].join('\n');
}

/** How each peer was set, and on how many questions it and Attest differ: what a difference of shares rests on. */
export function renderDetails({ rows }: Report): string {
  const attest = rows.find(({ id }) => id === 'attest');
  return rows
    .map((row) => {
      const packages = row.packages.map((name) => `${name} ${versionOf(name)}`).join(', ');
      const set = `${row.name}${packages ? ` (${packages})` : ''}: ${row.settings}; ${number(row.passages)} passages.`;
      return attest && row !== attest ? `${set}\n  ${pairs(attest, row)}` : set;
    })
    .join('\n');
}

/** Questions that only Attest, and that only the other has right. */
function pairs(attest: Row, other: Row): string {
  const count = (quality: Quality, a: Row, b: Row) =>
    a.right[quality].filter((right, i) => right && !b.right[quality][i]).length;
  const counts = QUALITY.map(
    (quality) => `${quality} ${count(quality, attest, other)}:${count(quality, other, attest)}`,
  );
  return `right only in Attest : only here: ${counts.join(', ')}`;
}

/** Who is ahead of Attest, and in which quality columns; a tie is not ahead. */
export function verdict(rows: readonly Row[]): string {
  const attest = rows.find(({ id }) => id === 'attest');
  if (!attest || rows.length < 2) return '';
  const ahead = rows.flatMap(({ name, scores }) => {
    const columns = QUALITY.filter((quality) => scores[quality] > attest.scores[quality]);
    return columns.length === 0 ? [] : `${name} in ${columns.join(' and ')}`;
  });
  return ahead.length === 0
    ? 'None is ahead of Attest in a quality column.'
    : `Ahead of Attest: ${ahead.join('; ')}.`;
}

function caption({ rows, set, articles, loads, day, command }: Report): string {
  const passages = rows.find(({ id }) => id === 'attest')?.passages ?? rows[0]!.passages;
  const { questions, answerable } = rows[0]!.scores;
  const machine = `${cpus().length} cores, ${cpus()[0]!.model.trim()}, load ${loads[0].toFixed(1)} before and ${loads[1].toFixed(1)} after`;
  return [
    `\`${command}\`, ${day}, Node ${process.versions.node}, ${machine}.`,
    `${set}: ${number(articles)} articles, ${number(passages)} passages, ${questions} questions, ${answerable} with an answer.`,
    'A question is timed with its embedding, in Attest with its quotes; how each is set stands in `tests/bench-peers-*.ts`.',
    verdict(rows),
  ]
    .join(' ')
    .trim();
}

const heading = ({ set }: Report): string => set[0]!.toUpperCase() + set.slice(1);

function label({ name, packages }: Row): string {
  if (packages.length === 0) return name;
  const [library, ...rest] = name.split(', ');
  return [`${library} ${versionOf(packages[0]!)}`, ...rest].join(', ');
}

function cells({ scores, indexSeconds, embeddingSeconds, p50, p95, megabytes }: Row): string[] {
  return [
    ...QUALITY.map((quality) => share(scores[quality])),
    `${indexSeconds.toFixed(1)} s`,
    embeddingSeconds === null ? '–' : `${embeddingSeconds.toFixed(1)} s`,
    `${p50.toFixed(1)} ms`,
    `${p95.toFixed(1)} ms`,
    `${megabytes.toFixed(0)} MB`,
  ];
}

const isBest = (rows: readonly Row[], row: Row, quality: Quality): boolean =>
  rows.every(({ scores }) => scores[quality] <= row.scores[quality]);

const share = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
const number = (value: number): string => value.toLocaleString('en');

function versionOf(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
