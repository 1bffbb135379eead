// What happens while questions are answered, told to whoever counts it; nobody need listen. No text of anybody is in it.
import { EventEmitter } from 'node:events';
import type { AbstentionCause } from './types.ts';

/** A question that was answered or abstained from, with the milliseconds of each stage. */
export interface AnsweredQuestion {
  /** How it was asked: `mention`, `ask`, `page`. */
  asked: string;
  kind: 'answered' | 'abstained';
  /** Why it was abstained from. */
  cause: AbstentionCause['kind'] | null;
  /** Searching and ranking without reading, reading, and bringing the answer to where it is shown. */
  searchMs: number;
  readMs: number;
  showMs: number;
}

/**
 * Why something asked was not done: a bug, something on this machine, Discord, too many questions, or a reason that whoever
 * asks can mend.
 */
export type FailureKind = 'bug' | 'machine' | 'discord' | 'busy' | 'declined';

interface TelemetryEvents {
  answered: [AnsweredQuestion];
  failed: [FailureKind];
  /** How long something waited for its turn, in milliseconds. */
  waited: [number];
}

export class Telemetry extends EventEmitter<TelemetryEvents> {}
