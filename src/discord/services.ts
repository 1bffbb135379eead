// What the commands work with: the archive in its one swappable place, the build, the log.
import type { Archive } from '../ask.ts';
import type { Log } from '../log.ts';
import type { BuildReport, Progress } from '../types.ts';
import { calmed } from './queued-archive.ts';
import type { PeopleAtHand } from './resilient-server-data.ts';
import type { Limits } from './rate-limits.ts';
import { RecentAnswers } from './recent-answers.ts';
import { Turns, type Told } from './queue.ts';

/** Builds the index elsewhere than in this process' event loop. */
export type Build = (onProgress: (progress: Progress) => void) => Promise<BuildReport>;

export interface Desk {
  archive: HeldArchive;
  /** How often one person and one server may ask. */
  limits: Limits;
  /** Settings, votes and questions asked. */
  people: PeopleAtHand;
  openArchive: () => Promise<Archive>;
  build: Build;
  /** How far the build in hand is; null when none runs. */
  building: Progress | null;
  /** A newer index is being opened. */
  renewing: boolean;
  log: Log;
  /** Aborted once the bot is told to stop. */
  stopping: AbortSignal;
}

interface Held {
  archive: Archive;
  recent: RecentAnswers;
  uses: number;
  retired: boolean;
}

/**
 * The archive that answers now. A rebuilt one takes its place at once; the old one is closed when the last
 * answer that began with it has ended.
 */
export class HeldArchive {
  readonly #turns: Turns;
  #held: Held;

  constructor(archive: Archive, turns = new Turns()) {
    this.#turns = turns;
    this.#held = heldNow(archive);
  }

  /**
   * Runs one answer; its archive stays open until it ends. Questions and checks wait for their turn.
   * @param told hears, once, the place of who waits for long
   * @throws Busy when too many wait already
   */
  async use<T>(answer: (archive: Archive) => Promise<T>, told?: Told): Promise<T> {
    const held = this.#held;
    held.uses++;
    try {
      return await answer(calmed(held.archive, held.recent, this.#turns, told));
    } finally {
      held.uses--;
      if (held.retired) closeIfIdle(held);
    }
  }

  /** Answers that begin from here on come from `archive`. */
  swap(archive: Archive): void {
    const old = this.#held;
    this.#held = heldNow(archive);
    retire(old);
  }

  /** False once a newer index than the one held is on disk. */
  isCurrent(): boolean {
    return this.#held.archive.isCurrent();
  }

  /** Closes the archive once it is not in use. */
  close(): void {
    retire(this.#held);
  }
}

const heldNow = (archive: Archive): Held => ({
  archive,
  recent: new RecentAnswers(),
  uses: 0,
  retired: false,
});

function retire(held: Held): void {
  if (held.retired) return;
  held.retired = true;
  closeIfIdle(held);
}

function closeIfIdle({ archive, uses }: Held): void {
  if (uses === 0) archive.close();
}
