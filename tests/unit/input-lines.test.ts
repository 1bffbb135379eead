// Lines that come while earlier ones are still being answered, piped and typed.
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inputLines } from '../../src/terminal/input-lines.ts';

const END_OF_TRANSMISSION = '\x04';

/** Takes so long over each line that the input has ended before the first is done. */
async function slowly(lines: AsyncIterable<string>, input: PassThrough): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) {
    if (!input.readableEnded && !input.destroyed && input.writableEnded) await once(input, 'end');
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    read.push(line);
  }
  return read;
}

test.each([
  ['with', 'first\nsecond\r\n\nthird\n'],
  ['without', 'first\nsecond\r\n\nthird'],
])('every piped line is read in order, %s a line end after the last', async (_, text) => {
  const input = new PassThrough();
  input.end(text);
  expect(await slowly(inputLines(input, null), input)).toEqual(['first', 'second', '', 'third']);
});

test('lines typed ahead of Ctrl+D are all read, and there is no prompt once the input has ended', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (piece: Buffer) => (shown += piece.toString()));
  input.write(`first\nsecond\n${END_OF_TRANSMISSION}`);
  const read = await slowly(inputLines(input, { output, text: 'ask> ' }), input);
  expect(read).toEqual(['first', 'second']);
  expect(shown.match(/ask> /g)).toHaveLength(1);
});

test('a prompt is shown before the first line and after each', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (piece: Buffer) => (shown += piece.toString()));
  const lines = inputLines(input, { output, text: 'ask> ' });
  const first = lines.next();
  input.write('first\n');
  expect((await first).value).toBe('first');
  const second = lines.next();
  input.write('second\n');
  expect((await second).value).toBe('second');
  expect(shown.match(/ask> /g)).toHaveLength(2);
  await lines.return(undefined);
});
