// The same candidates ranked by others: `npm run rerankers -- JUDGED.jsonl [--encoder FOLDER]`, over the index of EMBEDDINGS_DIR.
// JUDGED.jsonl is as of `npm run robustness`. Each ranks the sentences that the linear model finds best, as many as the reader
// reads: by the cosine of an encoder (the index's, or the one in FOLDER), by BM25, by the linear model, by the reader, by both.
import { parseArgs } from 'node:util';
import { ANSWER_REACH } from '../../src/ask.ts';
import { readSettings } from '../../src/config.ts';
import { backendOf } from '../../src/indexing/backend.ts';
import { openModel, type Model } from '../../src/model/models.ts';
import { openReader } from '../../src/model/reader.ts';
import { openStaticEncoder } from '../../src/model/static-encoder.ts';
import { meaningsBy } from '../../src/search/meaning.ts';
import { rankingFor, scored, uncoveredBy, withReading, type Ranked } from '../../src/search/ranking.ts';
import { hitsFor, readAsked, weighedCandidates } from '../../src/search/search.ts';
import type { Weights } from '../../src/search/term-weights.ts';
import { isJudgedRight, readJudged, wordsOf } from './judged.ts';

/** BM25's own: how soon more of a word tells no more, and how much the length of a sentence counts. */
const [K1, B] = [1.2, 0.75];

const { values, positionals } = parseArgs({
  options: { encoder: { type: 'string' } },
  allowPositionals: true,
});
const [file] = positionals;
if (!file) throw new Error('Name a file of judged questions: npm run rerankers -- JUDGED.jsonl');
const settings = readSettings();
const [model, encoder, reader] = await Promise.all([
  openModel(settings),
  openStaticEncoder(),
  openReader(settings),
]);
if (!reader) throw new Error('The reader is one of those compared: leave READER unset.');
const cosineBy = values.encoder ? await openModel({ ...settings, EMBEDDING_MODEL: values.encoder }) : model;
const index = await backendOf(settings, model).open();
const opened = { index, model, meanings: meaningsBy(encoder), reader };
const today = (await index.coverage()).to ?? '';
const judged = readJudged(file).filter(({ answerable }) => answerable);

const tally = new Map<string, Map<string, { n: number; first: number; three: number; ms: number }>>();
for (const each of judged) {
  const asked = await readAsked(index, each.question, {}, today);
  const { weights, hits } = await hitsFor(opened, asked, ANSWER_REACH.hits);
  const ranking = rankingFor(asked.question, weights, hits, opened.meanings);
  const candidates = (await weighedCandidates(ranking, hits, ANSWER_REACH))
    .slice(0, ANSWER_REACH.ranked)
    .map((candidate) => scored(ranking, candidate));
  const sentences = candidates.map(({ core }) => core.text);
  const titled = candidates.map(({ foundIn, core }) => ({ title: foundIn.article.title, text: core.text }));
  const timed = async (scores: () => Promise<number[]> | number[]) => {
    const started = performance.now();
    return { scores: await scores(), ms: performance.now() - started };
  };
  const read = await timed(async () =>
    (await reader.read(asked.question.read, titled)).map((reading) => reading!.relevance),
  );
  const both = candidates.map(
    (candidate, i) =>
      withReading(candidate, { relevance: read.scores[i]!, answer: null }, uncoveredBy(candidates)).score,
  );
  const rankers = {
    cosine: await timed(() => cosines(cosineBy, asked.question.read, sentences)),
    BM25: await timed(() => bm25(weights, candidates)),
    'linear model': await timed(() => candidates.map(({ score }) => score)),
    reader: read,
    'linear model and reader': { scores: both, ms: read.ms },
  };
  for (const [name, { scores, ms }] of Object.entries(rankers)) {
    const order = candidates.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
    const right = order.slice(0, 3).map((i) => isJudgedRight(each, wordsOf(candidates[i]!)));
    const kinds = tally.get(name) ?? new Map();
    tally.set(name, kinds);
    const sum = kinds.get(each.kind ?? 'judged') ?? { n: 0, first: 0, three: 0, ms: 0 };
    kinds.set(each.kind ?? 'judged', {
      n: sum.n + 1,
      first: sum.first + Number(right[0] ?? false),
      three: sum.three + Number(right.some(Boolean)),
      ms: sum.ms + ms,
    });
  }
}
const kinds = [...new Set(judged.map(({ kind = 'judged' }) => kind))];
console.log(`| ranked by | ${kinds.map((kind) => `${kind}, right@1 / @3`).join(' | ')} | ms a question |`);
console.log(`|---|${kinds.map(() => '---|').join('')}---|`);
for (const [name, sums] of tally) {
  const cells = kinds.map((kind) => {
    const { n, first, three } = sums.get(kind)!;
    return `${(first / n).toFixed(2)} / ${(three / n).toFixed(2)}`;
  });
  const all = [...sums.values()];
  const ms = all.reduce((sum, each) => sum + each.ms, 0) / all.reduce((sum, { n }) => sum + n, 0);
  console.log(`| ${name} | ${cells.join(' | ')} | ${ms.toFixed(1)} |`);
}
index.close();
void reader.close();

async function cosines(by: Model, question: string, sentences: readonly string[]): Promise<number[]> {
  const [asked, ...vectors] = await by.embed([question, ...sentences]);
  return vectors.map((vector) => vector.reduce((sum, value, i) => sum + value * asked![i]!, 0));
}

/** With the frequencies of words in the archive, and the lengths of the candidates. */
function bm25(weights: Weights, candidates: readonly Ranked[]): number[] {
  const lengths = candidates.map(({ core }) => core.stems.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return candidates.map(({ core }, i) => {
    let score = 0;
    for (const [stem, idf] of weights) {
      const count = core.stems.filter((each) => each === stem).length;
      score += (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * lengths[i]!) / mean));
    }
    return score;
  });
}
