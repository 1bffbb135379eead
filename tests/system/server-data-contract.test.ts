// What holds of server data wherever they are kept: the same tests over the file and over PostgreSQL.
import { afterEach, describe, expect, test } from 'vitest';
import { openServerData } from '../../src/server-data/open-server-data.ts';
import {
  questionsSince,
  ROW_DAYS,
  TEXT_DAYS,
  type AskedQuestion,
  type ServerData,
} from '../../src/server-data/server-data.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SERVER = '900000000000000002';
const ANNA = '812345678901234567';
const BORIS = '823456789012345678';
const DAY_MS = 86_400_000;

const asked = (more: Partial<AskedQuestion> = {}): AskedQuestion => ({
  answer: '1',
  userId: ANNA,
  server: SERVER,
  text: 'Who owns the lighthouse?',
  kind: 'abstained',
  confidence: 0.25,
  ms: 12.4,
  ...more,
});

type Place = Parameters<typeof openServerData>[0];

describe('in a file', () => {
  holdsIn(async () => ({ EMBEDDINGS_DIR: temporaryFolder(), ATTEST_INDEX: undefined }));
});

describeWithPostgres('in PostgreSQL', () => {
  holdsIn(async () => ({ EMBEDDINGS_DIR: temporaryFolder(), ATTEST_INDEX: await freshDatabase() }));
});

function holdsIn(newPlace: () => Promise<Place>): void {
  const open: ServerData[] = [];
  const opened = async (place: Place) => {
    const data = await openServerData(place);
    open.push(data);
    return data;
  };
  /** The same data as two processes have them. */
  const twice = async () => {
    const place = await newPlace();
    return [await opened(place), await opened(place)] as const;
  };
  const fresh = async () => opened(await newPlace());
  const texts = async (data: ServerData, server: string | null = SERVER) =>
    (await questionsSince(data, 0, server)).map(({ text }) => text);

  afterEach(async () => {
    await Promise.all(open.splice(0).map((data) => data.close()));
  });

  describe('settings', () => {
    test('of a channel win over those of its server, which win over the defaults, for other processes too', async () => {
      const [data, other] = await twice();
      await data.set(SERVER, null, { private: true, outlets: ['The Tidewater Lantern'] });
      await data.set(SERVER, '7', { private: false, answers: 'thread', every: true });
      expect(await other.settingsIn(SERVER, '7')).toMatchObject({
        private: false,
        answers: 'thread',
        outlets: ['The Tidewater Lantern'],
        language: 'auto',
      });
      expect(await other.settingsIn(SERVER, '8')).toMatchObject({
        private: true,
        answers: 'reply',
        every: false,
      });
      expect((await other.settingsIn('another server', '7')).outlets).toEqual([]);
      expect(await other.answersEvery()).toBe(true);
      await data.reset(SERVER, '7');
      expect(await other.answersEvery()).toBe(false);
      expect((await other.settingsIn(SERVER, '7')).private).toBe(true);
    });

    test('that limit something are found, be it in a channel, and no longer once they limit nothing', async () => {
      const data = await fresh();
      await data.set('1', null, { outlets: ['A “quoted” \\ name; DROP'] });
      await data.set('2', '7', { roles: ['5'] });
      await data.set('3', null, { blocked: [ANNA] });
      await data.set('4', null, { private: true, outlets: [] });
      expect((await data.limitedServers()).toSorted()).toEqual(['1', '2', '3']);
      expect((await data.settingsOf('1')).server.outlets).toEqual(['A “quoted” \\ name; DROP']);
      await data.set('1', null, { outlets: [] });
      await data.forgetServer('3');
      expect(await data.limitedServers()).toEqual(['2']);
    });
  });

  describe('what is kept of a question', () => {
    test('holds its text only where the server says so, and nobody by id', async () => {
      const data = await fresh();
      await data.record(asked());
      await data.set(SERVER, null, { texts: true });
      await data.set('other', null, { texts: false });
      await data.record(asked({ text: 'Who paid for the pier?' }));
      await data.record(asked({ server: 'other' }));
      await data.record(asked({ server: '', text: 'A private matter?' }));
      expect(await texts(data, null)).toEqual([null, null, 'Who paid for the pier?', null]);
      const [question] = await questionsSince(data, 0, SERVER);
      expect(question).toMatchObject({ permille: 250, ms: 12, kind: 'abstained', up: 0, down: 0 });
      expect(JSON.stringify(question)).not.toContain(ANNA);
    });

    test('is text of any kind', async () => {
      const data = await fresh();
      await data.set(SERVER, null, { texts: true });
      const odd = `'; DROP TABLE questions; -- \\ "${'я'.repeat(1900)} 🗞️\n\t`;
      await data.record(asked({ text: odd }));
      // A zero character, and half of a pair, are kept as well as can be.
      await data.record(asked({ text: 'a\0b\ud83d' }));
      expect((await texts(data))[1]).toBe(odd);
      expect((await texts(data))[0]).toMatch(/^a.*b/s);
    });

    test('loses its text when the server no longer wants it, or takes all back', async () => {
      const data = await fresh();
      for (const takeBack of [
        () => data.set(SERVER, null, { texts: false }),
        () => data.reset(SERVER, null),
      ]) {
        await data.set(SERVER, null, { texts: true });
        await data.set('other', null, { texts: true });
        await data.record(asked());
        await data.record(asked({ server: 'other' }));
        await takeBack();
        expect(new Set(await texts(data))).toEqual(new Set([null]));
        expect(await texts(data, 'other')).toContain(asked().text);
      }
    });

    test('has no text left where one process records while another switches texts off', async () => {
      const [data, other] = await twice();
      for (let round = 0; round < 5; round++) {
        await data.set(SERVER, null, { texts: true });
        await Promise.all([
          ...Array.from({ length: 8 }, () => other.record(asked())),
          data.set(SERVER, null, { texts: false }),
        ]);
        expect(new Set(await texts(data))).toEqual(new Set([null]));
      }
    });

    test('is read in pages, the newest first, each question once, whatever goes on meanwhile', async () => {
      const data = await fresh();
      const [now, many] = [Date.now(), 1203];
      // Three at a time come at the same moment.
      const keep = (i: number) =>
        data.record(
          asked({ answer: String(i), server: i % 100 ? SERVER : 'other' }),
          now + Math.floor(i / 3),
        );
      for (let from = 0; from < many; from += 100)
        await Promise.all(Array.from({ length: Math.min(100, many - from) }, (_, i) => keep(from + i)));
      const pages = [];
      for await (const page of data.questionPages(0, SERVER)) {
        pages.push(page);
        await data.record(asked({ answer: 'later' }), now + many);
      }
      expect(pages.map(({ length }) => length)).toEqual([500, 500, 190]);
      expect(pages.flat().map(({ at }) => at)).toEqual(
        Array.from({ length: many }, (_, i) => [i, now + Math.floor(i / 3)] as const)
          .filter(([i]) => i % 100)
          .map(([, at]) => at)
          .reverse(),
      );
      expect(await questionsSince(data, 0, 'nobody')).toEqual([]);
      expect(await questionsSince(data, now + many, null)).toHaveLength(3);
    });

    test('goes after its time: the text first, then the question and the votes', async () => {
      const data = await fresh();
      const now = Date.now();
      await data.set(SERVER, null, { texts: true });
      await data.prune(now);
      await data.record(asked(), now - (ROW_DAYS + 1) * DAY_MS);
      await data.record(asked(), now - (TEXT_DAYS + 1) * DAY_MS);
      await data.record(asked(), now - DAY_MS);
      await data.vote('1', ANNA, 1, SERVER, now - (ROW_DAYS + 1) * DAY_MS);
      await data.prune(now + DAY_MS);
      expect(await texts(data)).toEqual([asked().text, null]);
      expect(await data.tally('1')).toEqual({ up: 0, down: 0 });
    });
  });

  describe('votes', () => {
    test('are one a person, which may be changed', async () => {
      const [data, other] = await twice();
      await data.record(asked());
      expect(await data.vote('1', ANNA, 1, SERVER)).toEqual({ up: 1, down: 0 });
      expect(await other.vote('1', ANNA, 1, SERVER)).toEqual({ up: 1, down: 0 });
      expect(await data.vote('1', BORIS, -1, SERVER)).toEqual({ up: 1, down: 1 });
      expect(await other.vote('1', ANNA, -1, SERVER)).toEqual({ up: 0, down: 2 });
      expect((await questionsSince(data, 0, SERVER))[0]).toMatchObject({ up: 0, down: 2 });
    });

    test('of one person that two processes take at once are one', async () => {
      const [data, other] = await twice();
      await Promise.all([data, other, data, other].map((each) => each.vote('1', ANNA, 1, SERVER)));
      expect(await data.tally('1')).toEqual({ up: 1, down: 0 });
    });
  });

  test('a server is greeted once, whichever process comes first, and anew only where that is taken back', async () => {
    const [data, other] = await twice();
    const greeted = await Promise.all([data, other, data, other].map((each) => each.greet(SERVER)));
    expect(greeted.filter(Boolean)).toHaveLength(1);
    await data.forgetServer(SERVER);
    expect(await other.greet(SERVER)).toBe(false);
    await data.forgetGreeting(SERVER);
    expect(await other.greet(SERVER)).toBe(true);
  });

  test('of a person all is gone once they are forgotten, and of nobody else', async () => {
    const [data, other] = await twice();
    await data.record(asked());
    await other.record(asked({ userId: BORIS }));
    await other.vote('1', ANNA, 1, SERVER);
    expect(await data.forget(ANNA)).toEqual({ questions: 1, votes: 1 });
    expect(await data.forget(ANNA)).toEqual({ questions: 0, votes: 0 });
    expect(await other.counts()).toEqual({ settings: 0, votes: 0, questions: 1 });
  });

  test('of a server all is gone once the bot has left it, and of no other', async () => {
    const data = await fresh();
    for (const server of [SERVER, 'other'])
      await data.set(server, null, { texts: true, outlets: [`The ${server}`] });
    await data.set(SERVER, '7', { every: true });
    await data.record(asked());
    await data.record(asked({ server: 'other' }));
    await data.record(asked({ server: '' }));
    await data.vote('1', ANNA, 1, SERVER);
    await data.vote('2', ANNA, 1, 'other');
    expect(await data.forgetServer(SERVER)).toEqual({ questions: 1, votes: 1 });
    expect(await data.settingsOf(SERVER)).toEqual({ server: {}, channels: new Map() });
    expect((await data.settingsOf('other')).server).toEqual({ texts: true, outlets: ['The other'] });
    expect((await questionsSince(data, 0, null)).map(({ server }) => server)).toEqual(['', 'other']);
    expect([(await data.tally('1')).up, (await data.tally('2')).up]).toEqual([0, 1]);
  });

  describe('a copy', () => {
    const at = Date.now() - DAY_MS;
    const filled = async (data: ServerData) => {
      await data.set(SERVER, null, { texts: true, outlets: ['The Gazette'] });
      await data.set(SERVER, '7', { every: true });
      await data.vote('1', ANNA, 1, SERVER, at);
      await data.vote('1', BORIS, -1, SERVER, at + 1);
      await data.record(asked());
    };

    test('has settings, votes and salt, in an order that is always the same', async () => {
      const data = await fresh();
      await filled(data);
      const { salt, settings, votes } = await data.copy();
      expect(salt).toMatch(/^[0-9a-f]{64}$/);
      expect(settings).toEqual([
        { server: SERVER, channel: '', name: 'outlets', value: '["The Gazette"]' },
        { server: SERVER, channel: '', name: 'texts', value: 'true' },
        { server: SERVER, channel: '7', name: 'every', value: 'true' },
      ]);
      expect(votes.map(({ person, ...vote }) => vote).sort((a, b) => a.at - b.at)).toEqual([
        { answer: '1', vote: 1, server: SERVER, at },
        { answer: '1', vote: -1, server: SERVER, at: at + 1 },
      ]);
      expect(await data.copy()).toEqual({ salt, settings, votes });
    });

    test('comes back elsewhere, where people are known again by its salt; questions of another salt go', async () => {
      const [source, [data, running]] = [await fresh(), await twice()];
      await filled(source);
      await data.set('old', null, { private: true });
      await data.record(asked());
      expect(await data.restore(await source.copy())).toBe(1);
      expect(await running.settingsIn(SERVER, '7')).toMatchObject({ outlets: ['The Gazette'], every: true });
      expect((await running.settingsOf('old')).server).toEqual({});
      expect(await running.tally('1')).toEqual({ up: 1, down: 1 });
      await running.record(asked());
      expect(await running.forget(ANNA)).toEqual({ questions: 1, votes: 1 });
      expect(await data.copy()).toMatchObject({ salt: (await source.copy()).salt });
    });

    test('of the settings alone leaves votes and questions, but for texts that are not kept any more', async () => {
      const data = await fresh();
      await filled(data);
      const copy = await data.copy();
      const settings = copy.settings.filter(({ name }) => name !== 'texts');
      expect(await data.restore({ ...copy, settings, votes: null })).toBe(0);
      expect(await data.counts()).toEqual({ settings: 2, votes: 2, questions: 1 });
      expect(await texts(data)).toEqual([null]);
    });

    test('that cannot be put back changes nothing', async () => {
      const data = await fresh();
      await filled(data);
      const copy = await data.copy();
      const twiceTheSame = [...copy.votes, copy.votes[0]!];
      await expect(data.restore({ ...copy, settings: [], votes: twiceTheSame })).rejects.toThrow(
        /UNIQUE|duplicate key/,
      );
      expect(await data.copy()).toEqual(copy);
    });
  });
}
