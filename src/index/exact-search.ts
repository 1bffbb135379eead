// Nearest passages by comparing all of them, in a process that lives as long as the index is open.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.ts';
import type { Filter } from '../types.ts';
import type { ExactArgument, ExactMessage, ExactOrder } from './exact-child.ts';
import type { Scored } from './index-interface.ts';

const CHILD = fileURLToPath(new URL('./exact-child.ts', import.meta.url));

interface Waiting {
  resolve: (found: Scored[]) => void;
  reject: (error: unknown) => void;
}

export class ExactSearch {
  readonly #argument: string;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #orders = 0;

  constructor(argument: ExactArgument) {
    this.#argument = JSON.stringify(argument);
  }

  /** The process that compares, once a question was asked. */
  get process(): ChildProcess | undefined {
    return this.#child;
  }

  /**
   * Cosine of the passages nearest to a unit vector that a filter lets through, the best `k` first.
   * @throws UserError when the store cannot be read, or the process ended; the next question starts another
   */
  nearest(query: Float32Array, filter: Filter, k: number): Promise<Scored[]> {
    return new Promise((resolve, reject) => {
      const child = (this.#child ??= this.#start());
      const order: ExactOrder = { id: this.#orders++, query, filter, k };
      this.#waiting.set(order.id, { resolve, reject });
      holdOpen(child, true);
      // A child that cannot be sent to is about to report its end.
      child.send(order, () => {});
    });
  }

  /** Ends the process. Questions that are still being compared are rejected. */
  close(): void {
    if (this.#child?.connected) this.#child.disconnect();
  }

  #start(): ChildProcess {
    const child = fork(CHILD, [this.#argument], {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    });
    child.on('message', (message: ExactMessage) => this.#settle(child, message));
    child.on('error', (error) => this.#end(child, error.message));
    child.on('exit', (code, signal) => this.#end(child, signal ?? `code ${code}`));
    return child;
  }

  #settle(child: ChildProcess, message: ExactMessage): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) holdOpen(child, false);
    if ('found' in message) waiting?.resolve(message.found);
    else waiting?.reject(new UserError(message.failure.message, message.failure.remedy));
  }

  #end(child: ChildProcess, reason: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const error = new UserError(`Comparing passages ended early (${reason}).`, 'Ask again.');
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** Whether this process waits for the child before it ends: only while it owes an answer. */
function holdOpen(child: ChildProcess, held: boolean): void {
  if (held) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
