// Settings, votes and questions asked: what is kept of them, and who may have it deleted, wherever they are kept. They are
// never derived from anything, so no build deletes them, and older ones are taken along. Whoever asks or votes stands there
// as a salted hash only. Pure.
import { createHmac } from 'node:crypto';
import type { ServerDataCopy, VoteRow } from './backup.ts';
import type { OwnSettings, PlaceSettings, ServerSettings } from './place-settings.ts';

export const DAY_MS = 86_400_000;
/** How long the text of a question is kept, where it is kept at all, and how long a question and a vote are. */
export const TEXT_DAYS = 90;
export const ROW_DAYS = 365;
export const SALT_BYTES = 32;
const HASH_DIGITS = 32;
/** Questions of one page. */
export const PAGE_ROWS = 500;

/** A question that was put to the archive, and what became of it. */
export interface AskedQuestion {
  /** The id of the message that holds the answer. */
  answer: string;
  userId: string;
  /** Empty in direct messages. */
  server: string;
  text: string;
  kind: 'answered' | 'abstained';
  /** 0..1. */
  confidence: number;
  ms: number;
}

/** A question as it is kept. */
export interface KeptQuestion {
  /** Milliseconds since the epoch. */
  at: number;
  server: string;
  kind: 'answered' | 'abstained';
  /** In thousandths. */
  permille: number;
  ms: number;
  /** Null where texts are not kept, or no longer. */
  text: string | null;
  /** A hash. */
  person: string;
  up: number;
  down: number;
}

export type Vote = 1 | -1;

/** The votes on one answer. */
export interface Tally {
  up: number;
  down: number;
}

/** How many rows were deleted. */
export interface Deleted {
  questions: number;
  votes: number;
}

/** What is put back; votes that are null are left as they are. */
export type Restored = Omit<ServerDataCopy, 'votes'> & { votes: VoteRow[] | null };

/** Everything rejects with a HostError where it cannot be read or written. Times are milliseconds since the epoch. */
export interface ServerData {
  /** What holds in a channel of a server. */
  settingsIn(server: string, channel: string): Promise<PlaceSettings>;
  settingsOf(server: string): Promise<ServerSettings>;
  /** The servers in which something limits who may ask, or what. */
  limitedServers(): Promise<string[]>;
  /** Whether there is a channel anywhere in which every question is answered. */
  answersEvery(): Promise<boolean>;
  /** @param channel null for the server itself */
  set(server: string, channel: string | null, changes: OwnSettings): Promise<void>;
  /** Takes back all that is set for a channel, or with null for the server itself. */
  reset(server: string, channel: string | null): Promise<void>;

  /** Notes that a server is greeted, as a hash that outlives what is kept of it; false where it was greeted before. */
  greet(server: string, at?: number): Promise<boolean>;
  /** Takes back that a server is greeted: it was not. */
  forgetGreeting(server: string): Promise<void>;

  /** Keeps a question; its text only where the server wants that. */
  record(asked: AskedQuestion, at?: number): Promise<void>;
  /** A person's vote on an answer takes the place of their earlier one. */
  vote(answer: string, userId: string, vote: Vote, server: string, at?: number): Promise<Tally>;
  tally(answer: string): Promise<Tally>;
  /** Questions since a moment, the newest first, in pages between which other work goes on. `server`: null for all. */
  questionPages(since: number, server: string | null): AsyncGenerator<KeptQuestion[]>;

  /** Deletes all that is kept of a person, and says how many rows there were. */
  forget(userId: string): Promise<Deleted>;
  /** Deletes all that is kept of a server: its settings, and what was asked and voted in it. */
  forgetServer(server: string): Promise<Deleted>;
  /** Deletes what has been kept long enough; at most once a day. */
  prune(now?: number): Promise<void>;

  /** How many settings, votes and questions there are. */
  counts(): Promise<{ settings: number; votes: number; questions: number }>;
  /** Settings and votes as they are at one moment, whatever else is written meanwhile. */
  copy(): Promise<ServerDataCopy>;
  /**
   * Puts settings, and votes unless they are null, in the place of all there are: all of it, or nothing. With votes of another
   * salt the questions go: nobody could have them deleted any more.
   * @returns how many questions went
   */
  restore(restored: Restored): Promise<number>;

  close(): Promise<void>;
}

/** The same for the same person or server with the same salt, and for nobody else. */
export const hashOf = (id: string, salt: string): string =>
  createHmac('sha256', salt).update(id).digest('hex').slice(0, HASH_DIGITS);

/** Questions since a moment, the newest first; `server`: null for all of them. */
export async function questionsSince(
  data: ServerData,
  since: number,
  server: string | null,
): Promise<KeptQuestion[]> {
  const questions: KeptQuestion[] = [];
  for await (const page of data.questionPages(since, server)) questions.push(...page);
  return questions;
}
