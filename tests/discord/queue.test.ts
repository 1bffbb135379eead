// One question at a time: the order, the word to who waits, the end of the line, and what is asked twice.
import { describe, expect, it, vi } from 'vitest';
import { calmed } from '../../src/discord/queued-archive.ts';
import { RecentAnswers, sameQuestion } from '../../src/discord/recent-answers.ts';
import { Turns } from '../../src/discord/queue.ts';
import { promised } from '../support/promised.ts';
import { SmallArchive } from '../support/small-archive.ts';

describe('Turns', () => {
  it('are taken one after another, in the order they came, whatever becomes of one', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const take = (name: string, fails = false) =>
      turns.take(async () => {
        order.push(`${name} begins`);
        await new Promise((later) => setTimeout(later, 5));
        order.push(`${name} ends`);
        if (fails) throw new Error(name);
      });
    await Promise.allSettled([take('one'), take('two', true), take('three')]);
    expect(order).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(await turns.take(() => Promise.resolve('free again'))).toBe('free again');
  });

  it('tell who waits for long how many are before them, once, and the others nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const turns = new Turns();
      const first = promised();
      const places: number[] = [];
      const told = (before: number) => Promise.resolve(void places.push(before));
      const taken = [0, 1, 2].map((n) =>
        turns.take(() => (n === 0 ? first.promise : Promise.resolve()), told),
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

  it('have an end of the line: one more is refused with what to do', async () => {
    const turns = new Turns(2);
    const first = promised();
    const taken = [0, 1, 2].map(() => turns.take(() => first.promise));
    await expect(turns.take(() => Promise.resolve())).rejects.toMatchObject({
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
    return { archive, view: calmed(archive, new RecentAnswers(), new Turns()), asked: () => asked };
  };

  it('is answered from the first, also while that is in work', async () => {
    const { view, asked } = counted();
    const [first, second] = await Promise.all([
      view.ask('When will it reopen?'),
      view.ask('when  will it reopen? '),
    ]);
    expect(second).toBe(first);
    expect(await view.ask('When will it reopen?')).toBe(first);
    expect(asked()).toBe(1);
  });

  it('is another one with other words, other limits, another day or another state of the index', async () => {
    const { archive, view, asked } = counted();
    await view.ask('Who fell?');
    await view.ask('WHO fell?');
    await view.ask('Who fell?', { outlet: 'Saltmarsh Post' });
    await view.ask('Who fell?', {}, '2025-05-02');
    archive.version = () => Promise.resolve(2);
    await view.ask('Who fell?');
    expect(asked()).toBe(5);
  });

  it('is asked anew after a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { view, asked } = counted();
      await view.ask('Who fell?');
      vi.setSystemTime(Date.now() + 61_000);
      await view.ask('Who fell?');
      expect(asked()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is asked anew when the first failed', async () => {
    const { archive, view } = counted();
    archive.delay = () => Promise.reject(new Error('cut'));
    await expect(view.ask('Who fell?')).rejects.toThrow('cut');
    archive.delay = () => Promise.resolve();
    expect((await view.ask('Who fell?')).kind).toBe('abstained');
  });

  it('differs by its words, not by its spaces', () => {
    expect(sameQuestion(' Is  the US\nin it?')).toBe(sameQuestion('is the US in it?'));
    expect(sameQuestion('Is the us in it?')).not.toBe(sameQuestion('Is the US in it?'));
  });
});
