// Linking beside embedding: a child process for many passages, none for a few.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { IndexFiles } from '../index/embedded-index.ts';
import { UserError } from '../errors.ts';
import type { LinkMessage, LinkOrder } from './link-child.ts';
import { Linking, needsLinking } from '../index/link-vectors.ts';
import type { Store } from '../index/store.ts';

const CHILD = fileURLToPath(new URL('./link-child.ts', import.meta.url));
/** So many passages written make a second process worth its start. */
const CHILD_FROM = 4000;

export class Linker {
  readonly #store: Store;
  readonly #order: LinkOrder;
  #child: ChildProcess | undefined;
  #outcome: Promise<void> | undefined;
  #written = 0;
  #linked = 0;

  constructor(store: Store, paths: IndexFiles, dimension: number) {
    [this.#store, this.#order] = [store, { paths, dimension }];
  }

  /** Passages have been written. */
  advance(count: number): void {
    this.#written += count;
    if (this.#child || this.#written < CHILD_FROM) return;
    const child = fork(CHILD, [JSON.stringify(this.#order)], { execArgv: ['--import', 'tsx'] });
    this.#child = child;
    this.#outcome = outcomeOf(child, (linked) => (this.#linked += linked));
    // Reported when the build asks for the outcome.
    this.#outcome.catch(() => {});
  }

  /**
   * All passages are written: waits until the graph has them.
   * @throws UserError when it cannot be written
   */
  async finish(report: (done: number, total: number) => void): Promise<void> {
    const { paths, dimension } = this.#order;
    if (this.#child) {
      const timer = setInterval(() => report(this.#linked, this.#written), 250);
      if (this.#child.connected) this.#child.send('written');
      await this.#outcome!.finally(() => clearInterval(timer));
    } else if (await needsLinking(this.#store, paths, dimension)) {
      const linking = await Linking.open(this.#store, paths, dimension);
      await linking.finish((linked) => report(linked, Math.max(linked, this.#written)));
    }
  }

  /** Ends a child whose build has failed. */
  async stop(): Promise<void> {
    if (!this.#child || this.#child.exitCode !== null) return;
    this.#child.kill();
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}

function outcomeOf(child: ChildProcess, onLinked: (count: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: LinkMessage) => {
      if ('linked' in message) onLinked(message.linked);
      else if ('done' in message) resolve();
      else reject(new UserError(message.failure.message, message.failure.remedy));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      reject(
        new UserError(
          `Linking passages ended early (${signal ?? `code ${code}`}).`,
          'Run again: npm run index',
        ),
      );
    });
  });
}
