// Builds that can be told apart from outside: in every round a group of articles names the round, and is asked for. An answer
// that shows two rounds, one that was never built to its end, one that is older than what was whole a second before it was
// asked, or none at all is made of a build that is not whole.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDEX_SCHEMAS } from '../../src/index/postgres/schema.ts';
import { openPostgres } from '../../src/postgres.ts';
import type { Discord } from '../support/loopback/discord.ts';
import { answersTo, type Asked, type Place } from './chaos-questions.ts';

/** So long after its end a bot may not have heard of a build. */
const NOTICE_MS = 1000;
const POLL_MS = 100;

const COUNTS: [town: string, sentence: (round: number) => string][] = [
  ['Ashmere', (round) => `The ferry office of Ashmere counted 412 boats on the lake in round ${round}.`],
  [
    'Brackwell',
    (round) => `Anglers of Brackwell saw 380 boats on the lake when they counted for round ${round}.`,
  ],
  [
    'Corriedale',
    (round) => `In round ${round} the warden of Corriedale counted 295 boats on the lake, he said.`,
  ],
  [
    'Dunhythe',
    (round) => `Boats on the lake were counted in Dunhythe too, for round ${round}: there were 347.`,
  ],
];

/** What all of them answer. Other white space makes no other question; other words do. */
const QUESTIONS = [
  'How many boats were counted on the lake?',
  'Who counted the boats on the lake?',
  'Where were boats counted on the lake?',
  'How many boats are there on the lake?',
];
export const roundQuestion = (n: number): string => QUESTIONS[n % QUESTIONS.length]!;
const isRoundQuestion = ({ question }: Asked): boolean => QUESTIONS.includes(question);

/** Writes the articles of a round in place of those of the one before. */
export function writeRound(corpus: string, round: number): void {
  for (const [town, sentence] of COUNTS) {
    const name = town.toLowerCase();
    const url = `https://${name}-times.example/boats`;
    writeFileSync(
      join(corpus, `count-${name}.txt`),
      `date 2025-11-20 ${url}\n\nBoats counted in ${town}\n\n${sentence(round)} It rained for most of the morning.\n`,
    );
  }
}

/** What the database holds, as it is seen from beside. */
export interface Watch {
  /** When each round was first seen whole, in ms since the epoch. */
  readonly whole: ReadonlyMap<number, number>;
  /** What was seen of the tables that no build may show. */
  readonly torn: readonly string[];
  /** How many articles wait for a build to end, or undefined while the database cannot tell. */
  staged(): Promise<number | undefined>;
  /** Resolves when a round is whole. */
  until(round: number): Promise<void>;
  stop(): Promise<void>;
}

interface Seen {
  rounds: string[];
  articles: number;
}

/** Looks at the archive ten times a second, whenever the database answers; `onWhole` is told of each new round. */
export async function watchRounds(url: string, onWhole: (round: number) => void): Promise<Watch> {
  const first = openPostgres(url, { connections: 1 });
  const schema = await first.row<{ nspname: string }>('SELECT nspname FROM pg_namespace WHERE nspname ~ $1', [
    INDEX_SCHEMAS,
  ]);
  await first.close();
  const db = openPostgres(url, { connections: 1, searchPath: [schema!.nspname], statementMs: 2000 });
  const whole = new Map<number, number>();
  const torn: string[] = [];
  const look = async () => {
    const seen = await db.row<Seen>(
      `SELECT coalesce(array_agg(DISTINCT substring(text FROM 'round (\\d+)')), '{}') AS rounds, count(*) AS articles
       FROM articles WHERE file LIKE 'count-%'`,
    );
    const { rounds, articles } = seen!;
    if (rounds.length !== 1 || articles !== COUNTS.length)
      torn.push(`${articles} articles of the rounds ${rounds.join(', ')}`);
    for (const round of rounds.map(Number))
      if (!whole.has(round)) {
        whole.set(round, Date.now());
        onWhole(round);
      }
  };
  let isStopped = false;
  const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));
  // While the database is away there is nothing to see.
  const looking = (async () => {
    while (!isStopped) {
      await look().catch(() => {});
      await pause();
    }
  })();
  return {
    whole,
    torn,
    staged: () =>
      db.row<{ staged: number }>('SELECT count(*) AS staged FROM staged_articles').then(
        (row) => row?.staged,
        () => undefined,
      ),
    async until(round) {
      while (!whole.has(round)) await pause();
    },
    async stop() {
      isStopped = true;
      await looking;
      await db.close();
    },
  };
}

/** Characters of an answer that are shown where it is at fault. */
const SHOWN = 400;

/** The rounds that each state of each answer to a question has shown, and what it said. */
const roundsShown = (discord: Discord, asked: Asked): { rounds: number[]; at: number; content: string }[] =>
  answersTo(discord, asked).flatMap(({ versions }) =>
    versions
      .filter(({ content }) => content.startsWith('-# Question: '))
      .map(({ content, at }) => ({
        at,
        content,
        rounds: [...new Set([...content.matchAll(/\bround (\d+)/g)].map(([, round]) => Number(round)))],
      })),
  );

/** What was shown of builds that were not whole, one line each, and how many answers were looked at. */
export function halfBuilt(
  discord: Discord,
  all: readonly Asked[],
  { whole, torn }: Watch,
): { answers: number; severalQuotes: number; faults: string[] } {
  const faults = torn.map((what) => `the tables showed ${what}`);
  let [answers, severalQuotes] = [0, 0];
  for (const asked of all.filter(isRoundQuestion)) {
    const newest = Math.max(
      ...[...whole].filter(([, at]) => at <= asked.at - NOTICE_MS).map(([round]) => round),
    );
    for (const { rounds, at, content } of roundsShown(discord, asked)) {
      answers++;
      const told = `“${asked.question}”, asked at ${asked.at} and answered at ${at}, showed`;
      if (rounds.length === 0) faults.push(`${told} no round: ${JSON.stringify(content.slice(0, SHOWN))}`);
      if (rounds.length > 1) faults.push(`${told} the rounds ${rounds.join(', ')} at once`);
      for (const round of rounds) {
        if (!whole.has(round)) faults.push(`${told} round ${round}, which was never built to its end`);
        if (round < newest) faults.push(`${told} round ${round}, though ${newest} was whole`);
      }
    }
    const quotes = answersTo(discord, asked).map(({ content }) => content.split(/\bround \d+/).length - 1);
    severalQuotes += quotes.filter((count) => count > 1).length;
  }
  return { answers, severalQuotes, faults };
}

/**
 * How long after each round was whole the bot of a place first answered from it or a later one, in ms; nothing where it was
 * not up all the time between.
 */
export function heardAfter(
  discord: Discord,
  all: readonly Asked[],
  { whole }: Watch,
  { deaf }: Place,
): number[] {
  const shown = all.filter(isRoundQuestion).flatMap((asked) => roundsShown(discord, asked));
  return [...whole].flatMap(([round, at]) => {
    const later = shown.filter(({ rounds, at: told }) => told >= at && rounds.some((each) => each >= round));
    const first = Math.min(...later.map(({ at: told }) => told));
    const isUp = !deaf.some(({ since, until }) => since < first && until > at);
    return later.length > 0 && isUp ? [first - at] : [];
  });
}

/** How long after a round was whole the questions were asked that were answered from an earlier one, in ms. */
export function staleFor(discord: Discord, all: readonly Asked[], { whole }: Watch): number[] {
  return all.filter(isRoundQuestion).flatMap((asked) => {
    const oldest = Math.min(...roundsShown(discord, asked).flatMap(({ rounds }) => rounds));
    const missed = [...whole].filter(([round, at]) => round > oldest && at <= asked.at);
    return missed.length === 0 ? [] : [asked.at - Math.min(...missed.map(([, at]) => at))];
  });
}
