// Ways to damage a file.
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { expect } from 'vitest';

export function overwrite(file: string, at: number, bytes: Buffer): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}

export function flipBit(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
}

/** Writes over a text wherever the database file has it: pages that are free may hold it too. */
export function overwriteText(database: string, words: string, write: (at: number) => void): void {
  const bytes = readFileSync(database);
  expect(bytes.indexOf(words)).toBeGreaterThan(0);
  for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) write(at);
}
