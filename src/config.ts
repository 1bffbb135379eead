// The only reader of the environment: every setting with its default, its range and what it means.
// The table of settings in docs/running.md is compared with this schema by a test.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema);

/** Name of the model that comes with Attest. */
export const BUNDLED_MODEL = 'bundled';
/** What `READER` says where nothing shall be read. */
export const NO_READER = 'off';

const ID = /^\d{17,20}$/;
const HOW_TO_COPY = '17 to 20 digits (Developer Mode on, right-click, Copy ID)';

/** Ids with commas or spaces between them; none is an empty list. */
const ids = (of: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
    .refine((each) => each.every((id) => ID.test(id)), `expected ids of ${of}, each ${HOW_TO_COPY}`);

/** Some of the shards, from the first to the last of so many. */
export interface ShardRange {
  first: number;
  last: number;
  of: number;
}

const NUMBER = /^\d{1,5}$/;
const RANGE = /^(\d{1,5})-(\d{1,5})\/(\d{1,5})$/;

/** Null for what is none of them, or a range of shards that there are not. */
function shardsIn(text: string): number | 'auto' | ShardRange | null {
  if (text === 'auto') return text;
  if (NUMBER.test(text)) return Number(text) || null;
  const [first, last, of] = (RANGE.exec(text) ?? []).slice(1).map(Number);
  if (first === undefined || last === undefined || of === undefined) return null;
  return first <= last && last < of ? { first, last, of } : null;
}

/** Who may ask where the bot is in no server of its own. */
const WHO = ['members', 'everyone', 'off'] as const;

export const settingsSchema = z.object({
  DISCORD_TOKEN: optional(z.string().trim()).describe(
    "The bot's token. Without it, `npm start` is a chat in the terminal.",
  ),
  DISCORD_API: withDefault(
    z.url('expected an address such as https://discord.com/api').default('https://discord.com/api'),
  ).describe('Base URL of the Discord REST API, for a REST proxy. The gateway is what it names.'),
  DISCORD_GUILD_ID: optional(
    z
      .string()
      .regex(
        ID,
        'expected the id of a server, 17 to 20 digits (Developer Mode on, right-click the server, Copy Server ID)',
      ),
  ).describe('Registers the commands in this one server, at once. Without it: everywhere.'),
  ALLOWED_SERVERS: withDefault(ids('servers')).describe(
    'The servers that may have the bot, by id; it tells others so, and leaves them. Without it: every server.',
  ),
  DIRECT_MESSAGES: withDefault(z.enum(WHO).default('members')).describe(
    "Who may ask in direct messages: `members` of an allowed server, within their servers' limits; `everyone`, without limits; or `off`.",
  ),
  USER_INSTALLS: withDefault(z.enum(WHO).default('members')).describe(
    'The same of commands that a person takes along to other servers and groups.',
  ),
  BLOCKED_PEOPLE: withDefault(ids('people')).describe('People who may ask nowhere, by id.'),
  CORPUS_DIR: optional(z.string()).describe(
    'The folder of articles. Without it: `corpus`, with the example only while nothing else lies there.',
  ),
  EMBEDDINGS_DIR: withDefault(z.string().default('embeddings')).describe(
    'The folder for all derived data: index and models.',
  ),
  ATTEST_INDEX: optional(
    z
      .string()
      .trim()
      .regex(/^postgres(?:ql)?:\/\//, 'expected an address such as postgres://attest:password@host/database'),
  ).describe(
    'A PostgreSQL with pgvector, such as `postgres://attest:password@host/database`, that holds index and server data for several bots; without it: files in `EMBEDDINGS_DIR`.',
  ),
  EMBEDDING_MODEL: withDefault(z.string().default(BUNDLED_MODEL)).describe(
    'The bundled model, a feature-extraction model of the hub (`Xenova/all-MiniLM-L6-v2`), or a local folder.',
  ),
  READER: withDefault(z.string().default(BUNDLED_MODEL)).describe(
    'What reads whether a sentence answers: the bundled reader, `off`, a cross-encoder of the hub (`Xenova/ms-marco-MiniLM-L-6-v2`), or a local folder.',
  ),
  READER_MS: withDefault(z.coerce.number().int().min(1).default(200)).describe(
    'How long the bot reads for one question, in milliseconds; busy, it reads fewer sentences, but for the 16 best up to ten times as long.',
  ),
  WATCH: withDefault(z.stringbool().default(false)).describe(
    'With `1` the bot follows the corpus folder and indexes what changes.',
  ),
  SHARDS: withDefault(
    z
      .string()
      .trim()
      .transform(shardsIn)
      .refine(
        (shards) => shards !== null,
        'expected a number from 1 on, auto, or a range such as 0-3/16, which is the shards 0 to 3 of 16',
      )
      .default(1),
  ).describe(
    'Shards, that is connections to Discord, for a bot in thousands of servers; `auto`: as many as Discord recommends; `0-3/16`: the first four of sixteen, the others in bots of their own.',
  ),
  USER_LIMIT: withDefault(z.coerce.number().int().min(0).default(20)).describe(
    'Questions and commands that one person may send a minute; `0`: as many as they like.',
  ),
  SERVER_LIMIT: withDefault(z.coerce.number().int().min(0).default(300)).describe('The same for one server.'),
  MAX_WAITING: withDefault(z.coerce.number().int().min(1).default(100)).describe(
    'Questions that may wait for their turn; more are refused.',
  ),
  HISTORY: withDefault(z.stringbool().default(true)).describe(
    'With `off` the chat in the terminal keeps no file of what was typed, for the arrow keys of a later run.',
  ),
  ATTEST_HTTP: optional(
    z
      .string()
      .trim()
      .regex(
        /^(?:\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i,
        'expected an address and a port, such as 127.0.0.1:9464',
      )
      .toLowerCase(),
  ).describe(
    'Where a page for the owner, `/metrics` and `/healthz` are served, such as `127.0.0.1:9464`; without it: nowhere.',
  ),
  ATTEST_HTTP_TOKEN: optional(
    z
      .string()
      .trim()
      .regex(
        /^[\x21-\x7e]{16,}$/,
        'expected 16 characters at least, without spaces and letters beyond ASCII, such as openssl rand -hex 24 prints',
      ),
  ).describe('What whoever opens them has to know; needed where `ATTEST_HTTP` is open to other machines.'),
  LOG_LEVEL: withDefault(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ).describe('How much is logged to standard error.'),
});

/** All settings, validated; named as their environment variables. */
export type Settings = z.infer<typeof settingsSchema>;

/** Ends the names of files of a bot that shares its folder with bots of other shards: `-0-3`, or nothing without a range. */
export const ofShards = ({ SHARDS }: Pick<Settings, 'SHARDS'>): string =>
  typeof SHARDS === 'object' ? `-${SHARDS.first}-${SHARDS.last}` : '';

/** The settings without what nobody else need know; who builds or looks at the index needs `ATTEST_INDEX`, password and all. */
export const withoutSecrets = (settings: Settings): Settings => ({
  ...settings,
  DISCORD_TOKEN: undefined,
  ATTEST_HTTP_TOKEN: undefined,
});

/**
 * Settings from the environment and `.env` (the environment wins).
 * @throws UserError naming every variable that is wrong
 */
export function readSettings(environment: NodeJS.ProcessEnv = environmentWithDotEnv()): Settings {
  const parsed = settingsSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(faultOf);
  throw new UserError(
    `The settings are not valid: ${wrong.join('; ')}.`,
    'Correct them in the environment or in .env.',
  );
}

const faultOf = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')}: ${message}`;

/** The settings as far as they are valid, and what is wrong with the others, which have their defaults: for a diagnosis. */
export function settingsWithFaults(environment: NodeJS.ProcessEnv = environmentWithDotEnv()): {
  settings: Settings;
  faults: { name: string; says: string }[];
} {
  const { error } = settingsSchema.safeParse(environment);
  const faults = (error?.issues ?? []).map((issue) => ({
    name: String(issue.path[0]),
    says: faultOf(issue),
  }));
  const valid = Object.entries(environment).filter(([name]) => !faults.some((fault) => fault.name === name));
  return { settings: settingsSchema.parse(Object.fromEntries(valid)), faults };
}

/** The locale that the person's system speaks, as BCP 47 has it: `de-DE` of `LANG=de_DE.UTF-8`; empty where it names none. */
export function systemLocale({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv = process.env): string {
  // In the order of POSIX: the first that is set decides.
  return (LC_ALL || LC_MESSAGES || LANG || '').replace(/[.@].*/, '').replaceAll('_', '-');
}

/** The folder for what is remembered of a person between runs, by the XDG Base Directory Specification, 0.8. */
export function stateFolder({ XDG_STATE_HOME }: NodeJS.ProcessEnv = process.env): string {
  // "All paths must be absolute": a relative one is to be ignored.
  const isGiven = XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME);
  return join(isGiven ? XDG_STATE_HOME : join(homedir(), '.local', 'state'), 'attest');
}

/** The first version of tmux that passes links on. */
const TMUX_WITH_LINKS = 3.4;

/** False where a terminal is known to drop the links of OSC 8 without a trace, and with them the address. */
export function showsLinks(environment: NodeJS.ProcessEnv = process.env): boolean {
  const { TERM = '', TERM_PROGRAM, TERM_PROGRAM_VERSION = '' } = environment;
  // "3.3a", "next-3.7": what tells no number is new.
  if (TERM_PROGRAM === 'tmux') return !(parseFloat(TERM_PROGRAM_VERSION) < TMUX_WITH_LINKS);
  return TERM !== 'linux' && !TERM.startsWith('screen') && TERM_PROGRAM !== 'Apple_Terminal';
}

function environmentWithDotEnv(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const environment = { ...process.env };
  // discord.js reads a variable of this name, too, and takes it for something else.
  delete process.env.SHARDS;
  return environment;
}
