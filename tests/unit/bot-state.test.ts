// How the bot is, as it is told by the file that it writes: by the process and by the time, whatever has ended it.
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  botStateFile,
  faultOf,
  readBotState,
  removeBotState,
  writeBotState,
  type BotState,
} from '../../src/bot-state.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { ownIdentity } from '../../src/process-identity.ts';
import { health } from '../../src/terminal/health.ts';
import { settingsOf } from '../support/shipped.ts';
import { smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = 1_800_000_000_000;
const state = (more: Partial<BotState> = {}): BotState => ({
  ...ownIdentity(),
  at: NOW,
  awaySince: null,
  damage: null,
  ...more,
});
const kindOf = (more: Partial<BotState>, later = 0) => faultOf(state(more), NOW + later)?.kind ?? 'well';

test('what is written is read, and always as long', () => {
  const path = join(temporaryFolder(), 'bot.json');
  writeBotState(path, state({ damage: 'The index is damaged. '.repeat(50) }));
  writeBotState(path, state());
  expect(readBotState(path)).toEqual(state());
  expect(statSync(path).size).toBe(512);
  removeBotState(path);
  expect(readBotState(path)).toBeNull();
});

describe('the bot', () => {
  test('is well while its process runs and writes', () => {
    expect(kindOf({})).toBe('well');
    expect(kindOf({}, 20_000)).toBe('well');
  });

  test('is stuck when it has not written for half a minute', () => {
    expect(faultOf(state(), NOW + 45_000)).toEqual({ kind: 'stuck', seconds: 45 });
  });

  test('is not stuck for a clock that was set back', () => {
    expect(kindOf({}, -3_600_000)).toBe('well');
  });

  test('does not run when its process is gone, or another one has its number', () => {
    expect(faultOf(null)).toEqual({ kind: 'not running' });
    expect(kindOf({ pid: 2 ** 22 + 1 })).toBe('not running');
    expect(kindOf({ started: '1' })).toBe('not running');
  });

  test('is away when the connection has been lost for a minute, not before', () => {
    expect(kindOf({ awaySince: NOW - 30_000 })).toBe('well');
    expect(kindOf({ awaySince: NOW - 90_000 })).toBe('away');
  });

  test('is not well when nothing can be answered', () => {
    expect(kindOf({ damage: 'The index is damaged.' })).toBe('damage');
  });
});

test('a file that is cut, or something else, is no state', () => {
  const path = join(temporaryFolder(), 'bot.json');
  writeBotState(path, state());
  truncateSync(path, 20);
  expect(readBotState(path)).toBeNull();
  writeFileSync(path, '[]');
  expect(readBotState(path)).toBeNull();
  writeBotState(path, state());
  expect(readBotState(path)).toEqual(state());
});

test('it is written on where the disk is full', (context) => {
  const { path: folder } = smallDisk(context, 64);
  const path = join(folder, 'bot.json');
  writeBotState(path, state());
  expect(() => writeFileSync(join(folder, 'filler'), Buffer.alloc(200_000))).toThrow('ENOSPC');
  writeBotState(path, state({ at: NOW + 5000 }));
  expect(readBotState(path)?.at).toBe(NOW + 5000);
});

test.each(LANGUAGES)('in %s `attest health` says what is the matter', (language) => {
  const messages = messagesFor(language);
  const folder = temporaryFolder();
  const settings = settingsOf({ EMBEDDINGS_DIR: folder });
  const told = (more: Partial<BotState>) => {
    writeBotState(botStateFile(settings), state({ at: Date.now(), ...more }));
    return health(settings, messages);
  };
  const all = [
    health(settings, messages),
    told({}),
    told({ at: Date.now() - 60_000 }),
    told({ awaySince: Date.now() - 120_000 }),
    told({ damage: 'x' }),
  ];
  expect(all.map(({ isWell }) => isWell)).toEqual([false, true, false, false, false]);
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  expect(readFileSync(join(folder, 'bot.json'), 'utf8')).not.toContain('undefined');
});
