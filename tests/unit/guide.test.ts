// What is found out about the archive to show people what they can ask: once for each state of the index, and not again and
// again while a build changes it.
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CurrentArchive } from '../../src/discord/current-archive.ts';
import { Guide } from '../../src/discord/guide.ts';
import { SmallArchive } from '../support/small-archive.ts';

const LOG = pino({ level: 'silent' });
let archive: SmallArchive;
let guide: Guide;
let looked: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  archive = new SmallArchive();
  const find = archive.find.bind(archive);
  looked = 0;
  archive.find = (query) => {
    if (query.text === '') looked++;
    return find(query);
  };
  const current = new CurrentArchive(archive, () => Promise.resolve(archive));
  guide = new Guide(current, new AbortController().signal, LOG);
});
afterEach(() => void vi.useRealTimers());

const namesAt = async (version: number, outlets: string[] | null = null) =>
  (await guide.names(outlets, version).found).map(({ name }) => name);

describe('The names', () => {
  it('are looked up once for each state of the index and for what may be seen of it', async () => {
    expect(await namesAt(1)).toEqual(['Lena Brandt', 'Piet Aalders']);
    expect(await namesAt(1, ['Saltmarsh Post'])).toEqual(['Piet Aalders']);
    expect(await namesAt(1)).toEqual(['Lena Brandt', 'Piet Aalders']);
    expect(looked).toBe(2);
  });

  it('of the state before stand while the present one is looked through, at most once a minute', async () => {
    await namesAt(1);
    expect(guide.names(null, 2).now).toHaveLength(2);
    expect(looked).toBe(1);
    vi.advanceTimersByTime(60_000);
    const { now, found } = guide.names(null, 3);
    expect(now).toHaveLength(2);
    await found;
    expect(looked).toBe(2);
  });

  it('that cannot be looked up now are none, and are looked up again', async () => {
    const speakers = archive.speakers.bind(archive);
    archive.speakers = () => Promise.reject(new Error('broken'));
    expect(await namesAt(1)).toEqual([]);
    archive.speakers = speakers;
    expect(await namesAt(1)).toEqual(['Lena Brandt', 'Piet Aalders']);
  });
});
