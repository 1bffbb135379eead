// One question at a time: the order, the word to who waits, the end of the line, and what is asked twice.
import { describe, expect, it, vi } from 'vitest';
import type { AskQuery } from '../../src/archive.ts';
import { queued } from '../../src/discord/current-archive.ts';
import { RecentAnswers, sameQuestion } from '../../src/discord/recent-answers.ts';
import { Queue } from '../../src/discord/queue.ts';
import { promised } from '../support/promised.ts';
import { SmallArchive } from '../support/small-archive.ts';

describe('The queue', () => {
  it('takes one after another, in the order they came, whatever becomes of one', async () => {
    const queue = new Queue();
    const order: string[] = [];
    const take = (name: string, fails = false) =>
      queue.run(async () => {
        order.push(`${name} begins`);
        await new Promise((later) => setImmediate(later));
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    await Promise.allSettled([take('one'), take('two', true), take('three')]);
    expect(order).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(await queue.run(() => Promise.resolve('free again'))).toBe('free again');
  });

  it('tells who waits for long how many are before them, once, and the others nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const queue = new Queue();
      const first = promised();
      const places: number[] = [];
      const told = (before: number) => Promise.resolve(void places.push(before));
      const taken = [0, 1, 2].map((n) =>
        queue.run(() => (n === 0 ? first.promise : Promise.resolve()), told),
      );
      vi.advanceTimersByTime(900);
      expect(places).toEqual([]);
      vi.advanceTimersByTime(5000);
      expect(places).toEqual([1, 2]);
      first.resolve();
      await Promise.all(taken);
      expect(places).toEqual([1, 2]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('has an end: one more is refused with what to do', async () => {
    const queue = new Queue(2);
    const first = promised();
    const taken = [0, 1, 2].map(() => queue.run(() => first.promise));
    await expect(queue.run(() => Promise.resolve())).rejects.toMatchObject({
      sentence: 'The line is full (2 questions). Ask again in a minute.',
    });
    first.resolve();
    await Promise.all(taken);
  });
});

describe('A question that is asked again', () => {
  const counted = () => {
    const archive = new SmallArchive();
    let asked = 0;
    archive.delay = () => Promise.resolve(void asked++);
    const view = queued(archive, new Queue(), new RecentAnswers());
    const ask = (question = 'Who fell?', more: Partial<AskQuery> = {}) =>
      view.ask({ question, outlets: null, ...more });
    return { archive, ask, asked: () => asked };
  };

  it('is answered from the first, also while that is in work', async () => {
    const { ask, asked } = counted();
    const [first, second] = await Promise.all([ask('When will it reopen?'), ask('when  will it reopen? ')]);
    expect(second).toBe(first);
    expect(await ask('When will it reopen?')).toBe(first);
    expect(asked()).toBe(1);
  });

  it('is another one with other words, other limits, other outlets to be seen, another day or another state of the index', async () => {
    const { archive, ask, asked } = counted();
    await ask();
    await ask('WHO fell?');
    await ask('Who fell?', { outlet: 'Saltmarsh Post' });
    await ask('Who fell?', { today: '2025-05-02' });
    await ask('Who fell?', { outlets: ['Saltmarsh Post'] });
    archive.version = () => Promise.resolve(2);
    await ask();
    expect(asked()).toBe(6);
  });

  it('is asked anew after a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { ask, asked } = counted();
      await ask();
      vi.advanceTimersByTime(61_000);
      await ask();
      expect(asked()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is asked anew when the first failed', async () => {
    const { archive, ask } = counted();
    archive.delay = () => Promise.reject(new Error('cut'));
    await expect(ask()).rejects.toThrow('cut');
    archive.delay = () => Promise.resolve();
    expect((await ask()).kind).toBe('abstained');
  });

  it('differs by its words, not by its spaces', () => {
    expect(sameQuestion(' Is  the US\nin it?')).toBe(sameQuestion('is the US in it?'));
    expect(sameQuestion('Is the us in it?')).not.toBe(sameQuestion('Is the US in it?'));
  });
});
