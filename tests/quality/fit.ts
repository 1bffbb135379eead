// Fits src/weights.json on questions with known answers: `npm run fit -- QUESTIONS [--write]`, over the index of
// EMBEDDINGS_DIR. Three linear models, one after the other, as the read path uses them: passages, quotes, confidence.
// Every figure shown is cross-validated: five folds in the order of the file, which for news is the order of weeks.
import { writeFileSync } from 'node:fs';
import { candidatesIn } from '../../src/search/candidates.ts';
import { confidenceFeatures } from '../../src/answer/confidence.ts';
import { readSettings } from '../../src/config.ts';
import { openIndex } from '../../src/index/embedded-index.ts';
import { auroc, holds, type LabelledQuestion } from '../../src/evaluation/scores.ts';
import { weigh, type Weights } from '../../src/search/term-weights.ts';
import { weighted as sum, WEIGHTS } from '../../src/search/linear-model.ts';
import { openModel } from '../../src/model/models.ts';
import { pickQuotes } from '../../src/answer/quotes.ts';
import { readQuestion, type Question } from '../../src/question/question.ts';
import { rank, type Ranked } from '../../src/search/ranking.ts';
import { rerank, type RerankedHit } from '../../src/search/rerank.ts';
import { retrieve } from '../../src/search/retrieve.ts';
import { readJsonLines } from '../support/project.ts';
import { fitLogistic, fitSoftmax, type Example, type Group } from './fit-linear.ts';

const FOLDS = 5;
const HITS = 50;
const READ_HITS = 20;
const L2 = 0.003;
const WEIGHTS_FILE = new URL('../../src/search/weights.json', import.meta.url);

interface Case {
  labelled: LabelledQuestion;
  fold: number;
  question: Question;
  weights: Weights;
  hits: RerankedHit[];
  ranked: Ranked[];
}

/** Weights by the fold that they were not fitted on; the last are fitted on all. */
type Fitted = Features[];
type Features = Readonly<Record<string, number>>;

/** A fitted model has the features' names, but the compiler cannot know. */
const weighted = (weights: Features, features: Features): number => sum(weights, features);

const settings = readSettings();
const model = await openModel(settings);
const index = await openIndex(settings.EMBEDDINGS_DIR, model);
const file = process.argv[2];
if (!file) throw new Error('Name a file of questions: npm run fit -- QUESTIONS [--write]');

const cases = await readCases(file);
const passages = fitStage(cases.map(passageGroup), Object.keys(WEIGHTS.passages));
for (const each of cases) reorder(each, passages[each.fold]!);
report(
  'passage@1, @10',
  [1, 10].map((k) => shareOf(({ labelled, hits }) => hits.slice(0, k).some((hit) => isRight(labelled, hit)))),
);
for (const each of cases)
  each.ranked = rank(
    each.question,
    each.weights,
    each.hits,
    each.hits.slice(0, READ_HITS).flatMap(candidatesIn),
  );
const quotes = fitStage(cases.map(quoteGroup), Object.keys(WEIGHTS.quotes));
for (const each of cases) rescore(each, quotes[each.fold]!);
const picked = cases.map(({ ranked }) => pickQuotes(ranked));
report(
  'quote@1, @3',
  [1, 3].map((k) =>
    shareOf(({ labelled }, i) => picked[i]!.slice(0, k).some(({ text }) => holds(text, labelled.answers))),
  ),
);
const examples = cases.map(confidenceExample);
const folds = [...Array.from({ length: FOLDS }, (_, fold) => fold), -1];
const confidence = folds.map((fold) =>
  fitLogistic(
    examples.filter((_, i) => cases[i]!.fold !== fold),
    Object.keys(WEIGHTS.confidence),
    L2,
  ),
);
reportConfidence();
const fitted = { passages: passages.at(-1)!, quotes: quotes.at(-1)!, confidence: confidence.at(-1)! };
process.stdout.write(`${JSON.stringify(fitted, null, 2)}\n`);
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, `${JSON.stringify(fitted, null, 2)}\n`);
index.close();

async function readCases(path: string): Promise<Case[]> {
  const labelled = readJsonLines<LabelledQuestion>(path);
  const coverage = await index.coverage();
  const read: Case[] = [];
  for (const each of labelled) {
    const alike = labelled.filter(({ answerable }) => answerable === each.answerable);
    const fold = Math.floor((alike.indexOf(each) * FOLDS) / alike.length);
    const question = readQuestion(each.question, coverage.to ?? '');
    const { weights } = await weigh(index, question);
    const found = await retrieve({ index, model }, question, {}, HITS);
    read.push({
      labelled: each,
      fold,
      question,
      weights,
      hits: await rerank(weights, found, { newest: coverage.to ?? '', period: null }),
      ranked: [],
    });
  }
  return read;
}

function fitStage(groups: readonly Group[], names: readonly string[]): Fitted {
  const usable = (fold: number) =>
    groups.filter(({ right }, i) => cases[i]!.fold !== fold && right.some(Boolean) && !right.every(Boolean));
  return [...Array.from({ length: FOLDS }, (_, fold) => fold), -1].map((fold) =>
    fitSoftmax(usable(fold), names, L2),
  );
}

function passageGroup({ labelled, hits }: Case): Group {
  return { features: hits.map(({ features }) => features), right: hits.map((hit) => isRight(labelled, hit)) };
}

function isRight({ answerable, urls, answers }: LabelledQuestion, { hit, article }: RerankedHit): boolean {
  const { start, end } = hit.passage;
  return (
    answerable && (urls?.includes(article.url) ?? true) && holds(article.text.slice(start, end), answers)
  );
}

function reorder(each: Case, weights: Features): void {
  for (const { hit, features } of each.hits) hit.score = weighted(weights, features);
  each.hits.sort((a, b) => b.hit.score - a.hit.score);
}

function quoteGroup({ labelled, ranked }: Case): Group {
  const right = ranked.map(({ text }) => labelled.answerable && holds(text, labelled.answers));
  return { features: ranked.map(({ features }) => features), right };
}

function rescore({ ranked }: Case, weights: Features): void {
  for (const each of ranked) {
    // What is taken off by hand stays taken off.
    const byHand = each.score - each.relevance;
    each.relevance = weighted(weights, each.features);
    each.score = each.relevance + byHand;
  }
  ranked.sort((a, b) => b.score - a.score);
}

function confidenceExample(each: Case): Example {
  const none = { quote: 0, passage: 0, named: 0 };
  const features = each.ranked.length > 0 ? confidenceFeatures(each) : none;
  return { features: { bias: 1, ...features }, right: each.labelled.answerable };
}

function shareOf(isSo: (each: Case, i: number) => boolean): number {
  const answerable = cases.filter(({ labelled }) => labelled.answerable);
  return answerable.filter((each) => isSo(each, cases.indexOf(each))).length / answerable.length;
}

function reportConfidence(): void {
  const sure = cases.map(
    ({ fold }, i) => 1 / (1 + Math.exp(-weighted(confidence[fold]!, examples[i]!.features))),
  );
  const of = (answerable: boolean) => sure.filter((_, i) => cases[i]!.labelled.answerable === answerable);
  report('AUROC', [auroc(of(true), of(false))]);
  const share = (values: number[], isSo: (value: number) => boolean) =>
    values.filter(isSo).length / values.length;
  report('coverage, no-answer', [
    share(of(true), (value) => value >= 0.5),
    share(of(false), (value) => value < 0.5),
  ]);
}

function report(name: string, values: readonly number[]): void {
  process.stdout.write(`${name.padEnd(20)} ${values.map((value) => value.toFixed(3)).join(' ')}\n`);
}
