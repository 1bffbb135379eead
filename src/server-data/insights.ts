// What the owner learns from the questions asked: how many, how they were answered, what the archive lacks.
// Pure; with pauses, as the bot does this beside its answers.
import { stringify } from 'csv-stringify/sync';
import { mapWithPauses, withPauses } from '../event-loop.ts';
import { dot } from '../index/vector-table.ts';
import type { KeptQuestion } from './server-data.ts';
import { withoutEnd } from '../text/ends.ts';

/** The newest unanswered questions that are compared with each other. */
const MAX_GROUPED = 500;
/** Cosine from which two questions are alike. With the bundled model unrelated ones have 0.3 in the median, rewordings 0.6 to 0.9. */
const ALIKE = 0.6;
const SLOWEST = 3;
const MAX_DISLIKED = 5;

/** Questions that are alike, as they were typed; the first stands for all. */
export interface Group {
  questions: string[];
  /** How often they were asked. */
  asked: number;
}

export interface Insights {
  days: number;
  asked: number;
  answered: number;
  abstained: number;
  /** People who asked. */
  people: number;
  up: number;
  down: number;
  medianMs: number | null;
  slowest: KeptQuestion[];
  /** Answers with more votes against them than for them, and a text; the most disliked first. */
  disliked: KeptQuestion[];
  /** Unanswered questions, the most frequent group first. */
  groups: Group[];
  /** Unanswered ones whose text was not kept, so that they are in no group. */
  withoutText: number;
}

type Embed = (texts: string[]) => Promise<Float32Array[]>;

/** @param questions the newest first */
export async function insightsOf(
  questions: readonly KeptQuestion[],
  days: number,
  embed: Embed,
): Promise<Insights> {
  const abstained = questions.filter(({ kind }) => kind === 'abstained');
  const byTime = [...questions].sort((a, b) => b.ms - a.ms);
  const sum = (of: 'up' | 'down') => questions.reduce((total, question) => total + question[of], 0);
  const disliked = questions.filter(({ up, down, text }) => down > up && text !== null);
  return {
    days,
    asked: questions.length,
    answered: questions.length - abstained.length,
    abstained: abstained.length,
    people: new Set(questions.map(({ person }) => person)).size,
    up: sum('up'),
    down: sum('down'),
    medianMs: byTime[byTime.length >> 1]?.ms ?? null,
    slowest: byTime.slice(0, SLOWEST),
    disliked: disliked.sort((a, b) => b.down - b.up - (a.down - a.up)).slice(0, MAX_DISLIKED),
    groups: await grouped(abstained, embed),
    withoutText: abstained.filter(({ text }) => text === null).length,
  };
}

/** The same but for case, white space and what ends it is the same question. */
const keyOf = (text: string) => withoutEnd(text.toLowerCase().replace(/\s+/g, ' '), /[\s?!.]/).trim();

async function grouped(unanswered: readonly KeptQuestion[], embed: Embed): Promise<Group[]> {
  const texts = unanswered.flatMap(({ text }) => (text === null ? [] : [text]));
  const same = new Map<string, string[]>();
  await mapWithPauses(texts, (text) => {
    const others = same.get(keyOf(text));
    if (others) others.push(text);
    else same.set(keyOf(text), [text]);
  });
  const distinct = [...same.values()].slice(0, MAX_GROUPED);
  if (distinct.length === 0) return [];
  const embeddings = await embed(distinct.map(([text]) => text!));
  const groups = (await groupsOf(embeddings)).map((members) => ({
    questions: members.map((i) => distinct[i]![0]!),
    asked: members.reduce((total, i) => total + distinct[i]!.length, 0),
  }));
  return groups.sort((a, b) => b.asked - a.asked);
}

/**
 * Groups of the embeddings' indices, the largest first; in each the one in the middle first, then the nearest to it.
 * After Butina (1999), doi:10.1021/ci9803381: the one with most neighbours takes them as its group, then the next among the rest.
 */
async function groupsOf(embeddings: readonly Float32Array[]): Promise<number[][]> {
  const cosines = await mapWithPauses(embeddings, (one) => embeddings.map((other) => dot(one, other)));
  return withPauses(grouping(cosines));
}

function* grouping(cosines: readonly number[][]): Generator<number[]> {
  const left = new Set(cosines.keys());
  while (left.size > 0) {
    let [middle, near]: [number, number[]] = [-1, []];
    for (const each of left) {
      const others = [...left].filter((other) => other !== each && cosines[each]![other]! >= ALIKE);
      if (middle < 0 || others.length > near.length) [middle, near] = [each, others];
    }
    near.sort((a, b) => cosines[middle]![b]! - cosines[middle]![a]!);
    for (const taken of [middle, ...near]) left.delete(taken);
    yield [middle, ...near];
  }
}

/** Every question as a row of CSV (RFC 4180); what a spreadsheet would take for a formula is kept from being one. */
export function insightsCsv(questions: readonly KeptQuestion[], { groups }: Insights): string {
  const groupOf = new Map(
    groups.flatMap(({ questions: alike }) => alike.map((text) => [keyOf(text), alike[0]!])),
  );
  const rows = questions.map(({ at, server, kind, permille, ms, up, down, text }) => ({
    time: new Date(at).toISOString(),
    server,
    kind,
    confidence: permille / 1000,
    ms,
    votes_for: up,
    votes_against: down,
    question: text ?? '',
    like: text === null || kind === 'answered' ? '' : (groupOf.get(keyOf(text)) ?? ''),
  }));
  const columns = 'time server kind confidence ms votes_for votes_against question like'.split(' ');
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: '\r\n' });
}
