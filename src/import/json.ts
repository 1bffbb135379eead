// The records of a JSON file, however long, one at a time. The only user of stream-json.
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pick } from 'stream-json/filters/pick.js';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { lineRecords } from './json-lines.ts';
import type { Numbered } from './records.ts';

/** What files that are an object call their articles. */
const LISTS = [
  'articles',
  'items',
  'results',
  'posts',
  'docs',
  'documents',
  'entries',
  'records',
  'rows',
  'stories',
  'news',
  'hits',
  'data',
];
/** Longer text, in bytes, is not looked through for what it is. */
const PEEKED_BYTES = 65_536;

/**
 * The objects of the array that a file is, or of the list of articles in it; or the one object that it is; or, where it is
 * lines of JSON under another name, those.
 * @throws Error where it is no JSON, after most of what came before the fault
 */
export async function* jsonRecords(stream: Readable): AsyncGenerator<Numbered> {
  const { head, whole } = await peeked(stream);
  const list = listIn(head);
  // What a stream cannot go on for is thrown where its records are read.
  const ignored = () => {};
  if (isLines(head)) yield* lineRecords(whole);
  else if (/^\s*\[/.test(head)) yield* listed(pipeline(whole, streamArray.withParserAsStream(), ignored));
  else if (list === undefined) yield only(await text(whole));
  else {
    const picked = pick.withParserAsStream({
      filter: (path) => path.findLast((part) => typeof part === 'string') === list,
      once: true,
    });
    yield* listed(pipeline(whole, picked, streamArray.asStream(), ignored));
  }
}

/** The name of the list of objects that a file has its articles in, as far as its start tells. */
function listIn(head: string): string | undefined {
  const lists = [...head.matchAll(/"([^"\\]{1,60})"\s*:\s*\[\s*\{/g)];
  const usual = lists.find((match) => LISTS.includes(match[1]!));
  if (usual) return usual[1];
  // An article of its own may have lists, too, such as of its authors.
  const isRecord = /"(?:title|headline)"\s*:/.test(head.slice(0, lists[0]?.index));
  return isRecord ? undefined : lists[0]?.[1];
}

async function* listed(items: Readable): AsyncGenerator<Numbered> {
  for await (const item of items) {
    const { key, value } = item as { key: number; value: unknown };
    const number = key + 1;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield { number, row: value as Record<string, unknown> };
    else yield { number, reason: 'it is not an object' };
  }
}

const only = (json: string): Numbered => ({ number: 1, row: JSON.parse(json) as Record<string, unknown> });

/** Whether the first two lines are an object each. */
function isLines(head: string): boolean {
  const [first, second] = head.split('\n', 2);
  if (!second?.startsWith('{')) return false;
  try {
    return typeof JSON.parse(first!) === 'object';
  } catch {
    return false;
  }
}

/** The start of a stream, and the stream with it. */
async function peeked(stream: Readable): Promise<{ head: string; whole: Readable }> {
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  const start: Buffer[] = [];
  for (let length = 0; length < PEEKED_BYTES;) {
    const { done, value } = await pieces.next();
    if (done) break;
    start.push(value);
    length += value.length;
  }
  async function* again() {
    yield* start;
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return;
      yield value;
    }
  }
  // A byte order mark is no JSON.
  const head = Buffer.concat(start);
  if (head.length >= 3 && head.readUIntBE(0, 3) === 0xefbbbf) start[0] = start[0]!.subarray(3);
  return { head: new TextDecoder().decode(head), whole: Readable.from(again(), { objectMode: false }) };
}
