// Rows of CSV, with the names of the first. The only user of csv-parse.
import { parse } from 'csv-parse';
import type { Readable } from 'node:stream';
import type { Numbered } from './records.ts';

/** A longer row, in characters, is a file whose quotation marks are not closed. */
const MAX_ROW_LENGTH = 10_000_000;

/**
 * @param delimiter between two values, where the first line has not more of another
 * @throws Error where it is no CSV
 */
export async function* csvRecords(stream: Readable, delimiter: string): AsyncGenerator<Numbered> {
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    delimiter: delimiter === ',' ? [',', ';'] : delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: false,
    max_record_size: MAX_ROW_LENGTH,
  });
  stream.on('error', (error) => parser.destroy(error));
  let number = 0;
  for await (const row of stream.pipe(parser))
    yield { number: ++number, row: row as Record<string, unknown> };
}
