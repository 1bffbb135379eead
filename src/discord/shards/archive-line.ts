// How shards and the process that holds the index talk: one message a question, one an answer, over Node's own line
// between parent and child. Values go as V8 writes them, for JSON knows neither `undefined` nor embeddings.
import { deserialize, serialize } from 'node:v8';
import type { Archive } from '../../ask.ts';

/** What can be asked over the line: all that an archive answers in its own time. */
export const ASKED = [
  'ask',
  'check',
  'timeline',
  'speakers',
  'quotationsBy',
  'article',
  'findSources',
  'coverage',
  'version',
  'embed',
] as const satisfies (keyof Archive)[];

export type Asked = (typeof ASKED)[number];

/** From a shard: a question, or that it cannot go on, and why. */
export type FromShard = { ask: number; what: Asked | 'build'; with: string } | { fatal: string };

/** To a shard: a value, how far a build is, or what was thrown. Without a remedy it is a bug. */
export type ToShard =
  | { answers: number; value: string }
  | { answers: number; progress: string }
  | { answers: number; failure: string; remedy: string | null };

export const written = (value: unknown): string => serialize(value).toString('base64');

/** @param text what `written` made on the other side, of a value of this type */
export const read = <T>(text: string): T => deserialize(Buffer.from(text, 'base64')) as T;
