// Fits src/search/weights.json on questions with known answers: `npm run fit -- QUESTIONS [--write]`, over the index of
// EMBEDDINGS_DIR and with the reader of READER. Linear models one after the other, as the read path uses them: passages,
// quotes, the reader's share, whether a candidate answers, and confidence with and without a reader.
// QUESTIONS are of `npm run evaluate`; a line may have `sentences`, those that answer, instead of answers to be looked for.
// None of them may be one that the reader was trained on. Every figure shown is cross-validated in five folds.
import { writeFileSync } from 'node:fs';
import { ANSWER_REACH } from '../../src/ask.ts';
import { confidenceFeatures, readConfidenceFeatures } from '../../src/answer/confidence.ts';
import { readSettings } from '../../src/config.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { auroc, holds, normalise, type LabelledQuestion } from '../../src/evaluation/scores.ts';
import type { Weights } from '../../src/search/term-weights.ts';
import { weighted as sum, WEIGHTS } from '../../src/search/linear-model.ts';
import { meaningsBy } from '../../src/search/meaning.ts';
import { openModel } from '../../src/model/models.ts';
import { openReader } from '../../src/model/reader.ts';
import { openStaticEncoder } from '../../src/model/static-encoder.ts';
import type { Question } from '../../src/question/question.ts';
import {
  rankingFor,
  scored,
  readingFeatures,
  uncoveredBy,
  type Ranked,
  type Ranking,
  type Weighed,
} from '../../src/search/ranking.ts';
import type { RerankedHit } from '../../src/search/rerank.ts';
import { hitsFor, readAsked, weighedCandidates } from '../../src/search/search.ts';
import { readJsonLines } from '../support/project.ts';
import { fitLogistic, fitSoftmax, type Example, type Group } from './fit-linear.ts';

const FOLDS = 5;
const L2 = 0.003;
const WEIGHTS_FILE = new URL('../../src/search/weights.json', import.meta.url);
/** Candidates that a question is fitted on: the best, those that answer, and of the others every so many. */
const BEST = 100;
const EVERY = 8;
/** Share of the answerable questions that are to be answered. */
const COVERAGE = 0.94;
/** Candidates whose probability of answering is fitted: others are never shown. */
const SHOWN = 8;

interface Labelled extends LabelledQuestion {
  sentences?: string[];
  kind?: string;
}

interface Case {
  labelled: Labelled;
  fold: number;
  question: Question;
  weights: Weights;
  hits: RerankedHit[];
  ranking: Ranking;
  candidates: Weighed[];
  ranked: Ranked[];
}

type Features = Readonly<Record<string, number>>;
/** Weights by the fold that they were not fitted on; the last are fitted on all. */
type Fitted = Features[];

/** A fitted model has the features' names, but the compiler cannot know. */
const weighted = (weights: Features, features: Features): number => sum(weights, features);

const settings = readSettings();
const [model, encoder, reader] = await Promise.all([
  openModel(settings),
  openStaticEncoder(),
  openReader(settings),
]);
const index = await backendOf(settings, model).open();
const opened = { index, model, meanings: meaningsBy(encoder), reader };
const file = process.argv[2];
if (!file) throw new Error('Name a file of questions: npm run fit -- QUESTIONS [--write]');
if (!reader) throw new Error('The weights are fitted with a reader: leave READER unset.');

const cases = await readCases(file);
const passages = fitStage(cases.map(passageGroup), Object.keys(WEIGHTS.passages));
for (const each of cases) reorder(each, passages[each.fold]!);
report(
  'passage@1, @10',
  [1, 10].map((k) => shareOf(({ labelled, hits }) => hits.slice(0, k).some((hit) => isIn(labelled, hit)))),
);

for (const each of cases) {
  each.ranking = rankingFor(each.question, each.weights, each.hits, opened.meanings);
  each.candidates = await weighedCandidates(each.ranking, each.hits, ANSWER_REACH);
}
const quotes = fitStage(cases.map(quoteGroup), Object.keys(WEIGHTS.quotes));
for (const each of cases) {
  for (const candidate of each.candidates)
    candidate.relevance = weighted(quotes[each.fold]!, candidate.features);
  each.candidates.sort((a, b) => b.relevance - a.relevance);
}
for (const k of [1, 3, 16, 32, 64, 96])
  reportKinds(`sentence among the first ${k}`, ({ labelled, candidates }) =>
    candidates.slice(0, k).some((one) => answers(labelled, one)),
  );

let done = 0;
for (const each of cases) {
  const best = each.candidates
    .slice(0, ANSWER_REACH.ranked)
    .map((candidate) => scored(each.ranking, candidate));
  const sentences = best.map(({ foundIn, core }) => ({ title: foundIn.article.title, text: core.text }));
  const readings = await reader.read(each.question.read, sentences);
  each.ranked = best.map((candidate, i) => ({ ...candidate, reading: readings[i]! }));
  if (++done % 100 === 0) process.stderr.write(`${done} of ${cases.length} read\n`);
}
// The linear score keeps its scale: what is fitted is what a logit of the reader is worth beside it.
const share = fitStage(cases.map(readGroup), ['linear', ...Object.keys(WEIGHTS.reading)]).map(
  ({ linear, ...reading }): typeof WEIGHTS.reading => ({
    relevance: reading.relevance! / linear!,
    uncovered: reading.uncovered! / linear!,
  }),
);
for (const each of cases) {
  const uncovered = uncoveredBy(each.ranked);
  each.ranked = each.ranked.map((candidate) => ({
    ...candidate,
    score: candidate.score + weighted(share[each.fold]!, readingFeatures(candidate.reading!, uncovered)),
  }));
  each.ranked.sort((a, b) => b.score - a.score);
}
for (const k of [1, 3])
  reportKinds(`read, right among the first ${k}`, ({ labelled, ranked }) =>
    ranked.slice(0, k).some((one) => answers(labelled, one)),
  );

const shown = cases.flatMap((each) => each.ranked.slice(0, SHOWN).map((candidate) => ({ each, candidate })));
const answering = fitExamples(
  shown.map(({ each, candidate }) => ({
    features: { bias: 1, ...answerFeatures(candidate) },
    right: each.labelled.answerable && answers(each.labelled, candidate),
  })),
  shown.map(({ each }) => each.fold),
  Object.keys(WEIGHTS.answers),
  true,
);
reportBins();
for (const least of [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) reportShown(least);
const linearOnly = cases.map((each) => ({
  ...each,
  ranked: each.ranked.toSorted((a, b) => b.relevance - a.relevance),
}));
const confidence = confidenceBy(
  'confidence',
  linearOnly.map(confidenceExample),
  Object.keys(WEIGHTS.confidence),
);
const readConfidence = confidenceBy(
  'readConfidence',
  cases.map(readConfidenceExample),
  Object.keys(WEIGHTS.readConfidence),
);

const rounded = (weights: Features) =>
  Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
// Which mistake is worse is no question of fit: so much is answered of what can be.
for (const [name, folds, examples] of [
  ['confidence', confidence, linearOnly.map(confidenceExample)],
  ['readConfidence', readConfidence, cases.map(readConfidenceExample)],
] as const) {
  const logits = cases
    .map(({ labelled, fold }, i) => ({ labelled, logit: weighted(folds[fold]!, examples[i]!.features) }))
    .filter(({ labelled }) => labelled.answerable && !labelled.kind?.startsWith('para'))
    .map(({ logit }) => logit)
    .sort((a, b) => b - a);
  const least = logits[Math.floor(COVERAGE * logits.length)]!;
  process.stdout.write(`${name}: bias moved by ${(-least).toFixed(3)} for a coverage of ${COVERAGE}\n`);
  const all = folds.at(-1)!;
  folds[folds.length - 1] = { ...all, bias: all.bias! - least };
}
const fitted = Object.fromEntries(
  Object.entries({ passages, quotes, reading: share, answers: answering, confidence, readConfidence }).map(
    ([name, folds]) => [name, rounded(folds.at(-1)!)],
  ),
);
process.stdout.write(`${JSON.stringify(fitted, null, 2)}\n`);
if (process.argv.includes('--write')) writeFileSync(WEIGHTS_FILE, `${JSON.stringify(fitted, null, 2)}\n`);
index.close();
await reader.close();

async function readCases(path: string): Promise<Case[]> {
  const labelled = readJsonLines<Labelled>(path);
  const today = (await index.coverage()).to ?? '';
  const read: Case[] = [];
  for (const [at, each] of labelled.entries()) {
    const asked = await readAsked(index, each.question, {}, today);
    const { weights, hits } = await hitsFor(opened, asked, ANSWER_REACH.hits);
    const ranking = rankingFor(asked.question, weights, hits, opened.meanings);
    // By the question, so that those on one passage, which follow each other, fall into one fold.
    const fold = Math.floor(at / 5) % FOLDS;
    read.push({
      labelled: each,
      fold,
      question: asked.question,
      weights,
      hits,
      ranking,
      candidates: [],
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

function fitExamples(
  examples: readonly Example[],
  foldOf: readonly number[],
  names: readonly string[],
  asTheyAre = false,
): Fitted {
  return [...Array.from({ length: FOLDS }, (_, fold) => fold), -1].map((fold) =>
    fitLogistic(
      examples.filter((_, i) => foldOf[i] !== fold),
      names,
      L2,
      asTheyAre,
    ),
  );
}

function passageGroup({ labelled, hits }: Case): Group {
  return { features: hits.map(({ features }) => features), right: hits.map((hit) => isIn(labelled, hit)) };
}

function isIn(
  { answerable, urls, answers: wanted, sentences }: Labelled,
  { hit, article }: RerankedHit,
): boolean {
  const text = article.text.slice(hit.passage.start, hit.passage.end);
  if (!answerable) return false;
  if (sentences) return sentences.some((sentence) => normalise(text).includes(normalise(sentence)));
  return (urls?.includes(article.url ?? '') ?? true) && holds(text, wanted);
}

function answers(
  { answerable, urls, answers: wanted, sentences }: Labelled,
  { core, foundIn }: Weighed,
): boolean {
  if (!answerable) return false;
  if (sentences) {
    const own = normalise(core.text);
    return sentences.some(
      (sentence) => own.includes(normalise(sentence)) || normalise(sentence).includes(own),
    );
  }
  return (urls?.includes(foundIn.article.url ?? '') ?? true) && holds(core.text, wanted);
}

function quoteGroup({ labelled, candidates }: Case): Group {
  const all = candidates.map((candidate) => ({ candidate, right: answers(labelled, candidate) }));
  const used = all.filter(({ right }, i) => right || i < BEST || i % EVERY === 0);
  return { features: used.map(({ candidate }) => candidate.features), right: used.map(({ right }) => right) };
}

function readGroup({ labelled, ranked }: Case): Group {
  const uncovered = uncoveredBy(ranked);
  return {
    features: ranked.map(({ score, reading }) => ({
      linear: score,
      ...readingFeatures(reading!, uncovered),
    })),
    right: ranked.map((candidate) => answers(labelled, candidate)),
  };
}

function reorder(each: Case, weights: Features): void {
  for (const { hit, features } of each.hits) hit.score = weighted(weights, features);
  each.hits.sort((a, b) => b.hit.score - a.hit.score);
}

function answerFeatures({ reading, score }: Ranked): Features {
  return { reading: reading!.relevance, score };
}

function confidenceExample(each: Case): Example {
  const none = { quote: 0, passage: 0, named: 0 };
  const features = each.ranked.length > 0 ? confidenceFeatures(each) : none;
  return exampleOf(each, features);
}

function readConfidenceExample(each: Case): Example {
  const none = { first: 0, meaning: 0, context: 0, named: 0 };
  const features = each.ranked.length > 0 ? readConfidenceFeatures(each) : none;
  return exampleOf(each, features);
}

/** Right is a question whose answer is among the three that may be shown. */
function exampleOf(each: Case, features: Features): Example {
  return {
    features: { bias: 1, ...features },
    right: each.ranked.slice(0, 3).some((candidate) => answers(each.labelled, candidate)),
    weight: countsOf(each.labelled),
  };
}

/** Questions judged by hand are few, and so are those on topic that have no answer; of paraphrases most are not found. */
function countsOf({ kind = 'quiz', answerable }: Labelled): number {
  if (kind === 'judged') return 3;
  if (kind !== 'quiz' && !answerable) return 2;
  return kind.startsWith('para') ? 0.3 : 1;
}

function shareOf(isSo: (each: Case) => boolean): number {
  const answerable = cases.filter(({ labelled }) => labelled.answerable);
  return answerable.filter(isSo).length / answerable.length;
}

function reportKinds(name: string, isSo: (each: Case) => boolean): void {
  const kinds = [...new Set(cases.map(({ labelled }) => labelled.kind ?? 'quiz'))];
  const values = kinds.flatMap((kind) => {
    const some = cases.filter(({ labelled }) => labelled.answerable && (labelled.kind ?? 'quiz') === kind);
    return some.length === 0 ? [] : [`${kind} ${(some.filter(isSo).length / some.length).toFixed(3)}`];
  });
  process.stdout.write(`${name}: ${values.join(', ')}\n`);
}

/** How often a candidate is right for which the model says so, in ten bins. */
function reportBins(): void {
  const bins = Array.from({ length: 10 }, () => ({ sure: 0, right: 0, n: 0 }));
  for (const { each, candidate } of shown) {
    const sure =
      1 / (1 + Math.exp(-weighted(answering[each.fold]!, { bias: 1, ...answerFeatures(candidate) })));
    const bin = bins[Math.min(9, Math.floor(sure * 10))]!;
    bin.n++;
    bin.sure += sure;
    bin.right += Number(each.labelled.answerable && answers(each.labelled, candidate));
  }
  for (const { n, sure, right } of bins)
    process.stdout.write(`said ${(sure / n).toFixed(2)}, right ${(right / n).toFixed(2)}, of ${n}\n`);
}

/** What share of the quotes answers, and of the questions have an answer among them, if others than the first must be so sure. */
function reportShown(least: number): void {
  const answered = cases.filter(({ labelled, ranked }) =>
    ranked.some((candidate) => answers(labelled, candidate)),
  );
  const quoted = answered.map(({ labelled, fold, ranked }) =>
    ranked
      .slice(0, 3)
      .filter(
        (candidate, i) =>
          i === 0 ||
          weighted(answering[fold]!, { bias: 1, ...answerFeatures(candidate) }) >=
            Math.log(least / (1 - least)),
      )
      .map((candidate) => answers(labelled, candidate)),
  );
  const all = quoted.flat();
  const [right, any] = [all.filter(Boolean).length, quoted.filter((some) => some.some(Boolean)).length];
  process.stdout.write(
    `from ${least}: ${(all.length / answered.length).toFixed(2)} quotes, ${(right / all.length).toFixed(3)} answer, ${(any / answered.length).toFixed(3)} right among them\n`,
  );
}

function confidenceBy(name: string, examples: Example[], names: string[]): Fitted {
  const foldOf = cases.map(({ fold }) => fold);
  const folds = fitExamples(examples, foldOf, names);
  const sure = cases.map(({ fold }, i) => 1 / (1 + Math.exp(-weighted(folds[fold]!, examples[i]!.features))));
  const of = (isSo: (each: Case) => boolean) => sure.filter((_, i) => isSo(cases[i]!));
  const answered = (values: number[]) =>
    (values.filter((value) => value >= 0.5).length / values.length).toFixed(3);
  report(`${name}: AUROC`, [
    auroc(
      of(({ labelled }) => labelled.answerable),
      of(({ labelled }) => !labelled.answerable),
    ),
  ]);
  for (const kind of new Set(
    cases.map(({ labelled }) => `${labelled.kind ?? 'quiz'} ${labelled.answerable}`),
  ))
    process.stdout.write(
      `  answered ${kind}: ${answered(of(({ labelled }) => `${labelled.kind ?? 'quiz'} ${labelled.answerable}` === kind))}\n`,
    );
  return folds;
}

function report(name: string, values: readonly number[]): void {
  process.stdout.write(`${name.padEnd(20)} ${values.map((value) => value.toFixed(3)).join(' ')}\n`);
}
