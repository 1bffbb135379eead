// Lines of JSON, an object each.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { messageOf } from '../errors.ts';
import type { Numbered } from './records.ts';

/** The object of each line; a line that is none takes nothing else with it. */
export async function* lineRecords(stream: Readable): AsyncGenerator<Numbered> {
  let number = 0;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    number++;
    const json = line.replace(/^\ufeff/, '');
    if (json.trim() !== '') yield recordOf(json, number);
  }
}

function recordOf(json: string, number: number): Numbered {
  try {
    const row: unknown = JSON.parse(json);
    if (typeof row === 'object' && row !== null && !Array.isArray(row))
      return { number, row: row as Record<string, unknown> };
    return { number, reason: 'it is not an object' };
  } catch (thrown) {
    return { number, reason: messageOf(thrown) };
  }
}
