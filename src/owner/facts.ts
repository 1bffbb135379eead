// What the owner's page tells of the archive and the bot, gathered so that no answer waits for it.
import { messageOf, sentenceOf } from '../errors.ts';
import type { Archive } from '../archive.ts';
import type { Bot } from '../discord/bot.ts';
import type { Connection } from '../discord/condition.ts';
import type { IndexState } from '../indexing/index-state.ts';
import { insightsOf, type Insights } from '../server-data/insights.ts';
import { DAY_MS, questionsSince } from '../server-data/server-data.ts';
import type { Coverage, Progress } from '../types.ts';

/** Of so many days back it is told what was asked. */
const INSIGHT_DAYS = 30;
/** An archive of more months is shown by years. */
const MAX_MONTHS = 48;
/** How old a look at the files may be before the next page has another one taken. */
const LOOK_AGAIN_MS = 300_000;
/** What was asked is told anew at most so often: questions without an answer are compared with each other. */
const INSIGHTS_MS = 30_000;

/** Articles of one month or year. */
export interface Time {
  /** `2026-05` or `2026`. */
  name: string;
  articles: number;
  byOutlet: ReadonlyMap<string, number>;
}

/** A look at the index and the files. */
export interface Look {
  /** Null where none was taken yet. */
  state: IndexState | null;
  at: Date | null;
  /** One is being taken. */
  isLooking: boolean;
  /** Why the last one came to nothing. */
  failure: string | null;
}

export interface Facts {
  /** Null where nothing can be answered: the index is damaged. */
  coverage: Coverage | null;
  times: Time[];
  connection: Connection;
  waiting: number;
  building: Progress | null;
  damage: string | null;
  look: Look;
  /** Null where settings and votes cannot be read. */
  insights: Insights | null;
}

export class FactsOf {
  readonly #bot: Pick<Bot, 'services' | 'connection'>;
  readonly #takeLook: () => Promise<IndexState>;
  readonly #look: Look = { state: null, at: null, isLooking: false, failure: null };
  readonly #times = new WeakMap<Coverage, Time[]>();
  #insights: { at: number; told: Promise<Insights | null> } | null = null;

  /** @param takeLook looks at index and files, elsewhere than in this process' event loop */
  constructor(bot: Pick<Bot, 'services' | 'connection'>, takeLook: () => Promise<IndexState>) {
    [this.#bot, this.#takeLook] = [bot, takeLook];
  }

  /** What the archive holds; null where it cannot be read. */
  async coverage(): Promise<Coverage | null> {
    try {
      return await this.#bot.services.archive.use((archive) => archive.coverage({ outlets: null }));
    } catch {
      return null;
    }
  }

  async now(): Promise<Facts> {
    const { archive, rebuilds } = this.#bot.services;
    const { at } = this.#look;
    if (at === null || Date.now() - at.getTime() > LOOK_AGAIN_MS) void this.look();
    const coverage = await this.coverage();
    const times = coverage ? await this.#timesOf(coverage) : [];
    return {
      coverage,
      times,
      connection: this.#bot.connection(),
      waiting: archive.waiting,
      building: rebuilds.progress,
      damage: archive.damage,
      look: { ...this.#look },
      insights: await this.#told(),
    };
  }

  /** Counting 100,000 articles takes a tenth of a second: the coverage is the same one until the index changes. */
  async #timesOf(coverage: Coverage): Promise<Time[]> {
    const known = this.#times.get(coverage);
    if (known) return known;
    try {
      const times = await this.#bot.services.archive.use((opened) => timesOf(opened, coverage));
      this.#times.set(coverage, times);
      return times;
    } catch {
      // It has just been found to be damaged, which the page says.
      return [];
    }
  }

  /** Looks at index and files; while that goes on no second time. Never rejects. */
  async look(): Promise<void> {
    const look = this.#look;
    if (look.isLooking) return;
    look.isLooking = true;
    try {
      Object.assign(look, { state: await this.#takeLook(), failure: null });
    } catch (thrown) {
      look.failure = sentenceOf(thrown) ?? messageOf(thrown);
    } finally {
      Object.assign(look, { isLooking: false, at: new Date() });
    }
  }

  #told(): Promise<Insights | null> {
    const kept = this.#insights;
    if (kept && performance.now() - kept.at < INSIGHTS_MS) return kept.told;
    const told = this.#learn();
    this.#insights = { at: performance.now(), told };
    return told;
  }

  async #learn(): Promise<Insights | null> {
    const { serverData, archive } = this.#bot.services;
    try {
      const since = Date.now() - INSIGHT_DAYS * DAY_MS;
      const questions = await serverData.use((data) => questionsSince(data, since, null));
      return await archive.use((opened) =>
        insightsOf(questions, INSIGHT_DAYS, (texts) => opened.embed(texts)),
      );
    } catch {
      // The log has said why.
      return null;
    }
  }
}

/** How many articles there are of each month, or of each year of a long archive, from the first to the last. */
async function timesOf(archive: Archive, { from, to }: Coverage): Promise<Time[]> {
  if (from === null || to === null) return [];
  const months = monthsFrom(from, to);
  const letters = months.length <= MAX_MONTHS ? 'YYYY-MM'.length : 'YYYY'.length;
  const names = [...new Set(months.map((month) => month.slice(0, letters)))];
  const times = new Map(names.map((name) => [name, new Map<string, number>()]));
  for (const { month, outlet, articles } of await archive.months({ outlets: null })) {
    const byOutlet = times.get(month.slice(0, letters));
    byOutlet?.set(outlet, (byOutlet.get(outlet) ?? 0) + articles);
  }
  return [...times].map(([name, byOutlet]) => {
    const articles = [...byOutlet.values()].reduce((sum, each) => sum + each, 0);
    return { name, articles, byOutlet };
  });
}

function monthsFrom(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  const last = to.slice(0, 7);
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > last) return months;
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
