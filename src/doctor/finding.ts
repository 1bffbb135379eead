// What a look at the machine, the archive and Discord found, check by check. No code lives here.
import type { ServerFault } from '../postgres-check.ts';

/** What is looked at, in the order in which it is told. */
export type Check =
  | 'Node.js'
  | 'settings'
  | 'packages'
  | 'disk'
  | 'memory'
  | 'database'
  | 'corpus'
  | 'index'
  | 'reader'
  | 'server data'
  | 'token'
  | 'intents'
  | 'permissions'
  | 'clock';

/** `note`: nothing is wrong, but somebody may want to know; `unchecked`: it could not be looked at. */
export type State = 'ok' | 'note' | 'wrong' | 'unchecked';

export interface Finding {
  check: Check;
  state: State;
  cause: DiagnosisCause;
}

/** What was found; `says`, `remedy` and `reason` are in English, as errors of the system, of settings and of Discord are. */
export type DiagnosisCause =
  | { kind: 'node'; version: string }
  | { kind: 'old node'; version: string; needed: string }
  | { kind: 'settings' }
  | { kind: 'setting'; says: string }
  | { kind: 'packages'; names: string[] }
  | { kind: 'no package'; name: string; reason: string }
  /** `reason`: why it cannot be loaded; null: it is not installed. */
  | { kind: 'no vector library'; reason: string | null }
  | { kind: 'disk'; folder: string; free: number; needed: number }
  | { kind: 'little room'; folder: string; free: number; needed: number }
  | { kind: 'not writable'; folder: string; reason: string }
  | { kind: 'memory'; bytes: number; needed: number }
  /** `tight`: it answers, and builds of larger archives may fail. */
  | { kind: 'tight memory'; bytes: number; needed: number }
  | { kind: 'little memory'; bytes: number; needed: number }
  /** `size` is in bytes. */
  | { kind: 'database'; name: string; version: string; pgvector: string; size: number }
  /** The first build makes pgvector there. */
  | { kind: 'pgvector to come'; version: string }
  | ServerFault
  | { kind: 'corpus'; folder: string; articles: number }
  | { kind: 'example alone'; folder: string; articles: number }
  | { kind: 'no articles'; folder: string }
  | { kind: 'file problems'; files: number; first: string }
  | { kind: 'index'; articles: number; passages: number; indexedAt: string | null }
  | { kind: 'index behind'; new: number; changed: number; gone: number }
  | { kind: 'index trouble'; says: string }
  | { kind: 'reader'; name: string }
  | { kind: 'reader off' }
  | { kind: 'server data'; place: string }
  | { kind: 'no server data' }
  | { kind: 'token'; bot: string }
  | { kind: 'no token' }
  | { kind: 'token refused' }
  | { kind: 'text unneeded' }
  | { kind: 'text granted' }
  | { kind: 'text refused' }
  | { kind: 'permissions'; server: string }
  | { kind: 'missing permissions'; server: string; names: string[] }
  | { kind: 'mute'; server: string }
  | { kind: 'mute channels'; server: string; channels: string[]; of: number }
  | { kind: 'servers beyond'; servers: number }
  | { kind: 'no server' }
  | { kind: 'server absent'; setting: string; id: string }
  | { kind: 'clock'; seconds: number }
  /** Ahead of Discord's, or where it is less than nothing behind it. */
  | { kind: 'clock off'; seconds: number }
  /** What is in the way of looking at it. */
  | { kind: 'needs'; what: Check }
  /** What was refused, as a sentence with its remedy. */
  | { kind: 'refused'; says: string };
