// How often somebody may ask, by a clock that nobody sets.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Busy, RateLimits, type Count } from '../../src/discord/rate-limits.ts';
import { RecentAnswers } from '../../src/discord/recent-answers.ts';
import type { Answer } from '../../src/types.ts';
import { ENGLISH } from '../support/english.ts';

const HOUR_MS = 3_600_000;
afterEach(() => void vi.restoreAllMocks());

/** Somebody sets the clock of the machine. */
const setClock = (byMs: number) => {
  const now = Date.now() + byMs;
  vi.spyOn(Date, 'now').mockReturnValue(now);
};

const refusal = async (limits: RateLimits): Promise<string> => {
  try {
    await limits.admit('one', 'server');
  } catch (thrown) {
    return (thrown as Busy).sentenceIn(ENGLISH);
  }
  return 'admitted';
};

test.each([
  ['back', -HOUR_MS],
  ['forward', HOUR_MS],
])('a clock that is set an hour %s changes no wait', async (_, byMs) => {
  const limits = new RateLimits({ USER_LIMIT: 1, SERVER_LIMIT: 0 });
  expect(await refusal(limits)).toBe('admitted');
  setClock(byMs);
  expect(await refusal(limits)).toMatch(
    /^You have asked 1 time within a minute\. Ask again in (?:59|60) seconds\.$/,
  );
});

test('who has waited for a minute is admitted again', async () => {
  const limits = new RateLimits({ USER_LIMIT: 1, SERVER_LIMIT: 0 });
  expect(await refusal(limits)).toBe('admitted');
  const now = performance.now() + 60_000;
  vi.spyOn(performance, 'now').mockReturnValue(now);
  expect(await refusal(limits)).toBe('admitted');
});

describe('where several processes count', () => {
  const limits = (count: Count) => new RateLimits({ USER_LIMIT: 2, SERVER_LIMIT: 0 }, count);

  test('whoever has had enough in all of them is told when there is more', async () => {
    expect(await refusal(limits(async () => 4200))).toBe(
      'You have asked 2 times within a minute. Ask again in 5 seconds.',
    );
  });

  test('this one counts on while nobody knows of the others, and a limit is never exceeded here', async () => {
    const alone = limits(async () => undefined);
    expect([await refusal(alone), await refusal(alone)]).toEqual(['admitted', 'admitted']);
    expect(await refusal(alone)).toMatch(/^You have asked 2 times/);
  });

  test('the others are not asked for whoever has had enough here, nor where there is no limit', async () => {
    const asked: string[] = [];
    const counted = limits(async (who) => {
      asked.push(who);
      return null;
    });
    for (let i = 0; i < 5; i++) await refusal(counted);
    expect(asked).toEqual(['person', 'person']);
  });

  test('what is refused elsewhere is not counted here', async () => {
    let left: number | null = 1000;
    const counted = limits(async () => left);
    for (let i = 0; i < 5; i++) expect(await refusal(counted)).toMatch(/Ask again in 1 second\.$/);
    left = null;
    expect(await refusal(counted)).toBe('admitted');
  });
});

test('a clock that is set back keeps no answer for longer than a minute', async () => {
  const recent = new RecentAnswers();
  const answer = () => Promise.resolve({ read: { sentences: 8, of: 8 } } as Answer);
  const first = await recent.of('when', answer);
  setClock(-HOUR_MS);
  const now = performance.now() + 60_001;
  vi.spyOn(performance, 'now').mockReturnValue(now);
  expect(await recent.of('when', answer)).not.toBe(first);
});
