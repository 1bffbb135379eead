// The process that `stateInChild` starts, for one look at the index.
import { setPriority } from 'node:os';
import { serveParent } from '../child-process.ts';
import type { Settings } from '../config.ts';
import { indexState, type IndexState } from './index-state.ts';

export interface StateApi {
  state(settings: Settings): Promise<IndexState>;
}

/** Answers go first. */
const NICE = 10;
setPriority(NICE);

serveParent<StateApi>({ state: indexState });
