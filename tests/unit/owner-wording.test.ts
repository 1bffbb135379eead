// What the owner is told by `doctor`, `backup`, `health` and the page has its words in each language.
import { describe, expect, test } from 'vitest';
import type { BotFault } from '../../src/bot-state.ts';
import type { Check, DiagnosisCause, State } from '../../src/doctor/finding.ts';
import { backupWords, healthLine } from '../../src/messages/backup-wording.ts';
import { doctorWords } from '../../src/messages/doctor-wording.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { ownerWords } from '../../src/messages/owner-wording.ts';
import type { BackupFault } from '../../src/server-data/backup.ts';
import { renderFindings } from '../../src/terminal/doctor-report.ts';

/** One example of every kind: a kind that is left out does not compile. */
type Examples<Cause extends { kind: string }> = { [C in Cause as C['kind']]: Omit<C, 'kind'> };

const SIZES = { folder: '/data', free: 1e8, needed: 3e8 };
const CAUSES: Examples<DiagnosisCause> = {
  node: { version: '22.1.0' },
  'old node': { version: '18.0.0', needed: '20.19' },
  settings: {},
  setting: { says: 'SHARDS: expected a number' },
  packages: { names: ['libsql', 'onnxruntime-node'] },
  'no package': { name: 'libsql', reason: 'not found' },
  'no vector library': { reason: null },
  disk: SIZES,
  'little room': SIZES,
  'not writable': { folder: '/data', reason: 'EACCES' },
  memory: { bytes: 4e9, needed: 1e9 },
  'tight memory': { bytes: 1e9, needed: 2e9 },
  'little memory': { bytes: 3e8, needed: 7e8 },
  database: { name: 'db.example:5432/archive', version: '18.4', pgvector: '0.8.5', size: 9e8 },
  'pgvector to come': { version: '0.8.5' },
  'old server': { version: '14.19' },
  encoding: { encoding: 'SQL_ASCII' },
  'no pgvector': {},
  'pgvector missing': { role: 'attest' },
  'old pgvector': { version: '0.7.4', offered: '0.8.5' },
  'read only': { isReplica: true },
  'no rights': { role: 'attest', database: 'archive' },
  'no temporary tables': { role: 'attest', database: 'archive' },
  corpus: { folder: '/corpus', articles: 3 },
  'example alone': { folder: '/corpus', articles: 24 },
  'no articles': { folder: '/corpus' },
  'file problems': { files: 2, first: 'a.txt:1: x' },
  index: { articles: 4, passages: 9, indexedAt: null },
  'index behind': { new: 1, changed: 2, gone: 3 },
  'index trouble': { says: 'The index is damaged.' },
  reader: { name: 'bundled' },
  'reader off': {},
  'server data': { place: 'people.db' },
  'no server data': {},
  token: { bot: 'attest' },
  'no token': {},
  'token refused': {},
  'text unneeded': {},
  'text granted': {},
  'text refused': {},
  permissions: { server: 'Reading room' },
  'missing permissions': { server: 'Reading room', names: ['Send Messages', 'View Channels'] },
  mute: { server: 'Reading room' },
  'mute channels': { server: 'Reading room', channels: ['#locked'], of: 3 },
  'servers beyond': { servers: 2 },
  'no server': {},
  'server absent': { setting: 'DISCORD_GUILD_ID', id: '900000000000000002' },
  clock: { seconds: 1 },
  'clock off': { seconds: -90 },
  needs: { what: 'token' },
  refused: { says: 'Try again later.' },
};
const BACKUP: Examples<BackupFault> = {
  'there already': { path: 'a.json' },
  'no folder': { path: 'a' },
  'a folder': { path: 'a' },
  'no place': { path: '-' },
  'not allowed': { path: 'a.json' },
  'no file': { path: 'a.json' },
  'no backup': { path: 'a.json' },
  'damaged backup': { path: 'a.json' },
  'newer backup': { path: 'a.json' },
};
const BOT: Examples<BotFault> = {
  'not running': {},
  unreadable: {},
  stuck: { seconds: 45 },
  away: { seconds: 90 },
  damage: { says: 'The index is damaged.' },
};

const causes = <Cause extends { kind: string }>(examples: Examples<Cause>): Cause[] =>
  Object.entries(examples).map(([kind, values]) => ({ kind, ...(values as object) }) as Cause);

describe.each(LANGUAGES)('in %s', (language) => {
  const messages = messagesFor(language);
  const all = {
    finding: causes(CAUSES).map((cause) => doctorWords(messages).told(cause).join(' ').trim()),
    'refusal of a backup': causes(BACKUP).map((fault) => backupWords(messages).refused(fault).join(' ')),
    'trouble with the bot': [null, ...causes(BOT)].map((fault) => healthLine(fault, null, messages)),
    'refusal of the page': Object.values(ownerWords(messages).refused),
  };
  test.each(Object.entries(all))('every %s has words of its own', (_, told) => {
    for (const words of told) expect(words).toMatch(/^\S[^]*\S$/);
    expect(told.join('\n')).not.toMatch(/undefined|NaN|\[object/);
    // How much room there is is said twice: where it is enough and where it is not.
    expect(new Set(told).size).toBeGreaterThanOrEqual(told.length - 1);
  });

  test('what is wrong has a remedy', () => {
    const { told } = doctorWords(messages);
    for (const kind of [
      'old node',
      'no package',
      'little room',
      'little memory',
      'no articles',
      'file problems',
      'token refused',
      'text refused',
      'missing permissions',
      'mute',
      'no server',
      'clock off',
    ] as const)
      expect(told({ kind, ...CAUSES[kind] } as DiagnosisCause)[1], kind).not.toBe('');
  });

  test('a state stands before each check, and none is wider than the others', () => {
    const states: State[] = ['ok', 'note', 'wrong', 'unchecked'];
    const checks: Check[] = ['Node.js', 'disk', 'index', 'clock'];
    const text = renderFindings(
      states.map((state, i) => ({ check: checks[i]!, state, cause: { kind: 'node', version: '22.1.0' } })),
      messages,
    );
    const { states: words } = doctorWords(messages);
    for (const [i, line] of text.trim().split('\n').slice(0, -1).entries())
      expect(line.startsWith(words[states[i]!])).toBe(true);
  });
});

test('while an index is built, whoever asks for health is told so', () => {
  expect(healthLine({ kind: 'not running' }, 4711, messagesFor('en'))).toBe(
    'No bot runs beside this index. An index is being built (process 4711); the bot comes after that.',
  );
});
