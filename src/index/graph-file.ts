// The layout of an hnswlib file, as far as it tells whether the file was written to its end (hnswalg.h, saveIndex).
// Loading it again would tell too, but takes as much memory as the graph itself.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Nine fields of 8 bytes, two of 4 and two of 8, then the lowest layer, then the upper layers of each element. */
const HEADER_BYTES = 96;
const COUNT_AT = 16;
const ELEMENT_BYTES_AT = 24;
const LENGTH_BYTES = 4;

/** Whether a graph of `count` elements was written to its last byte. A full disk gives no error, only a shorter file. */
export function isComplete(path: string, count: number): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return false;
    if (Number(header.readBigUInt64LE(COUNT_AT)) !== count) return false;
    const upper = HEADER_BYTES + count * Number(header.readBigUInt64LE(ELEMENT_BYTES_AT));
    if (upper > size) return false;
    const tail = Buffer.alloc(size - upper);
    readSync(file, tail, 0, tail.length, upper);
    return endOfLists(tail, count) === tail.length;
  } finally {
    closeSync(file);
  }
}

/** Where the upper layers end: for each element a length and so many bytes. Beyond the buffer when it is cut off. */
function endOfLists(tail: Buffer, count: number): number {
  let at = 0;
  for (let element = 0; element < count; element++) {
    if (at + LENGTH_BYTES > tail.length) return Infinity;
    at += LENGTH_BYTES + tail.readUInt32LE(at);
  }
  return at;
}
