// What a person typed in earlier runs of the chat, in a file that only they may read.
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '../errors.ts';
import { printable } from './lines.ts';

/** Lines that are kept; when there are twice as many, the older ones go. */
const MAX_LINES = 500;
/** What is longer was pasted, and nobody looks for it with the arrow keys. */
const MAX_LINE = 500;
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

export interface History {
  /** The newest first, none twice, as readline has them. */
  lines: string[];
  /** Keeps a line for later runs; tells, once, where that cannot be. */
  add(line: string): void;
}

/** Nothing is remembered beyond the run. */
export const NO_HISTORY: History = { lines: [], add: () => {} };

/**
 * The history in a file, which is made when the first line is added. Two chats may write to it at the same time: each adds
 * at its end.
 * @param onTrouble is told, at most once, why nothing can be read or kept
 */
export function openHistory(file: string, onTrouble: (reason: string) => void): History {
  let isUsable = true;
  const trying = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (thrown) {
      isUsable = false;
      onTrouble(messageOf(thrown));
      return otherwise;
    }
  };
  const lines = trying(() => readLines(file), []);
  return {
    lines,
    add(typed) {
      const line = printable(typed).trim();
      if (!isUsable || line === '' || line.length > MAX_LINE) return;
      trying(() => {
        mkdirSync(dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
        appendFileSync(file, `${line}\n`, { mode: OWNER_ONLY });
      }, undefined);
    },
  };
}

function readLines(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  // Whoever copied or restored it may have left it open to all.
  chmodSync(file, OWNER_ONLY);
  const kept = text
    .split('\n')
    .map((line) => printable(line).trim().slice(0, MAX_LINE))
    .filter(Boolean);
  if (kept.length > 2 * MAX_LINES) {
    const shorter = `${file}.new`;
    writeFileSync(shorter, `${kept.slice(-MAX_LINES).join('\n')}\n`, { mode: OWNER_ONLY });
    renameSync(shorter, file);
  }
  return [...new Set(kept.toReversed())].slice(0, MAX_LINES);
}
