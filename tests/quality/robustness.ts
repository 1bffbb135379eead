// What an answer loses when its question is typed otherwise: `npm run robustness -- JUDGED.jsonl`, over the index of EMBEDDINGS_DIR.
// A line is {"question", "answerable", "full": [{"url", "core"}]} as judged by hand, or {"question", "answerable", "answers", "urls"}.
// right@1 is the share of answerable questions whose first quote is, or holds, a right answer; seeds are fixed.
import { openArchive } from '../../src/archive.ts';
import { readSettings } from '../../src/config.ts';
import { readJsonLines } from '../support/project.ts';
import type { Answer } from '../../src/types.ts';
import { chanceOf, VARIATIONS, type Variation } from './variations.ts';

const SEEDS = [1, 2, 3, 4, 5];
/** Variations that chance plays no part in are made once. */
const CERTAIN = new Set(['small letters', 'other spelling']);

interface Judged {
  question: string;
  answerable: boolean;
  full?: { url: string; core: string }[];
  answers?: string[];
  urls?: string[];
  asOf?: string;
}

const settings = readSettings();
const file = process.argv[2];
if (!file) throw new Error('Name a file of judged questions: npm run robustness -- JUDGED.jsonl');
const judged = readJsonLines<Judged>(file).filter(({ answerable }) => answerable);
const archive = await openArchive(settings);

const before = await outcomes((question) => question, SEEDS[0]!);
const rows = [['as it is', '', share(before, () => true), '', '', '']];
for (const [name, vary] of Object.entries(VARIATIONS)) {
  const runs = [];
  for (const seed of CERTAIN.has(name) ? SEEDS.slice(0, 1) : SEEDS) runs.push(await outcomes(vary, seed));
  const changed = runs.map((run) => run.filter((each, i) => each.typed !== before[i]!.typed).length);
  const now = mean(runs.map((run) => rate(run, () => true)));
  const then = rate(before, () => true);
  const lossOfChanged = mean(
    runs.map((run) => {
      const isChanged = (_: Outcome, i: number) => run[i]!.typed !== before[i]!.typed;
      return rate(before, isChanged) - rate(run, isChanged);
    }),
  );
  const silent = mean(runs.map((run) => run.filter(({ answered }) => !answered).length / run.length));
  rows.push([
    name,
    String(mean(changed)),
    fixed(now),
    fixed(then - now),
    fixed(lossOfChanged),
    fixed(silent),
  ]);
  if (process.argv.includes('--failures'))
    for (const run of runs)
      run.forEach((each, i) => {
        if (before[i]!.right && !each.right) console.error(`${name}: ${each.typed}\n    ${each.told}`);
      });
}
console.log(
  '| variation | changed | right@1 | loss | loss where changed | abstained |\n|---|---|---|---|---|---|',
);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
archive.close();

interface Outcome {
  typed: string;
  right: boolean;
  answered: boolean;
  told: string;
}

async function outcomes(vary: Variation, seed: number): Promise<Outcome[]> {
  const chance = chanceOf(seed);
  const found: Outcome[] = [];
  for (const each of judged) {
    const typed = vary(each.question, chance);
    const answer = await archive.ask({
      question: typed,
      outlets: null,
      ...(each.asOf && { asOf: each.asOf }),
    });
    found.push({
      typed,
      right: isRight(answer, each),
      answered: answer.kind === 'answered',
      told: told(answer),
    });
  }
  return found;
}

function told({ readAs, didYouMean, kind, quotes }: Answer): string {
  const read = readAs.map((each) => `${each.typed} read as ${each.read}`);
  const asked = didYouMean.map(({ typed, candidates }) => `${typed}: ${candidates.join(' or ')}?`);
  return [kind, ...read, ...asked, quotes[0]?.text.slice(0, 100) ?? ''].join('; ');
}

function isRight(answer: Answer, { full, answers = [], urls = [] }: Judged): boolean {
  const [quote] = answer.quotes;
  if (!quote) return false;
  const [text, url] = [plain(quote.text), base(quote.article.url ?? '')];
  if (full)
    return full.some(
      ({ url: of, core }) => base(of) === url && (text.includes(plain(core)) || plain(core).includes(text)),
    );
  return (
    urls.some((of) => base(of) === url) && answers.some((one) => ` ${text} `.includes(` ${plain(one)} `))
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function base(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}

function rate(run: readonly Outcome[], counts: (outcome: Outcome, i: number) => boolean): number {
  const counted = run.filter(counts);
  return counted.length === 0 ? 0 : counted.filter(({ right }) => right).length / counted.length;
}

function share(run: readonly Outcome[], counts: (outcome: Outcome, i: number) => boolean): string {
  return fixed(rate(run, counts));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fixed(value: number): string {
  return value.toFixed(3);
}
