// What holds where several settings meet.
import { describe, expect, test } from 'vitest';
import { strictest, type OwnSettings } from '../../src/server-data/place-settings.ts';

describe('what holds outside of servers', () => {
  const of = (server: OwnSettings, ...channels: OwnSettings[]) => ({
    server,
    channels: new Map(channels.map((own, i) => [String(i), own])),
  });
  test.each<[string, ReturnType<typeof of>[], string[] | null]>([
    ['nothing, where nothing is set', [of({})], []],
    ['what the server sets', [of({ outlets: ['A', 'B'] })], ['A', 'B']],
    [
      'what all of the servers allow',
      [of({ outlets: ['A', 'B'] }), of({}), of({ outlets: ['b', 'C'] })],
      ['B'],
    ],
    [
      'what every channel allows',
      [of({ outlets: ['A', 'B'] }, { outlets: ['B'] }, { private: true })],
      ['B'],
    ],
    ['what the one channel allows that sets anything', [of({}, { outlets: ['B'] })], ['B']],
    [
      'no question at all, where they have nothing in common',
      [of({ outlets: ['A'] }), of({}, { outlets: ['B'] })],
      null,
    ],
  ])('is %s', (_, servers, outlets) => {
    expect(strictest(servers)?.outlets ?? null).toEqual(outlets);
  });

  test('is private where one of them is', () => {
    expect(strictest([of({}), of({ private: true })])?.private).toBe(true);
  });
});
