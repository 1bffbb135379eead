// Readers so small that a test can say what they say: the smallest graphs of either kind, with the tokenizer of the bundled one.
//
// To them a token is worth its id in the vocabulary, in thousands. How much a sentence answers is the worth of all tokens
// after the question (type 1); its answer is its most valuable piece, which is the rarest: the vocabulary begins with
// what is frequent.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLOAT, OnnxGraph } from '../../src/model/encoder-build/onnx-graph.ts';
import { ROOT } from './project.ts';
import { temporaryFolder } from './temporary.ts';

const BUNDLED = join(ROOT, 'src/model/reader');
const TOKENS = ['pairs', 'tokens'] as const;

/** Worth of each token, and of all after the question as [pairs, 1]. */
function worths(graph: OnnxGraph): { each: string; all: string } {
  const [ids, types] = ['input_ids', 'token_type_ids'].map((name) =>
    graph.op('Cast', [graph.input(name, TOKENS)], { to: FLOAT }),
  ) as [string, string];
  graph.input('attention_mask', TOKENS);
  const each = graph.op('Div', [ids, graph.scalar(1000)]);
  return { each, all: graph.op('ReduceSum', [graph.op('Mul', [each, types]), graph.ints(1)]) };
}

/** Like the bundled one: relevance, start and end. */
export function tinySpanReader(): Uint8Array {
  const graph = new OnnxGraph();
  const { each, all } = worths(graph);
  return graph
    .output(graph.op('Squeeze', [all, graph.ints(1)]), 'relevance', ['pairs'])
    .output(each, 'start', TOKENS)
    .output(each, 'end', TOKENS)
    .toBytes();
}

/** Like a cross-encoder of the hub: logits, [pairs, classes]; of several, all but the last are 0. */
export function tinyClassifier(classes = 1): Uint8Array {
  const graph = new OnnxGraph();
  const { all } = worths(graph);
  const nothing = graph.op('Sub', [all, all]);
  const columns = [...Array<string>(classes - 1).fill(nothing), all];
  return graph.output(graph.op('Concat', columns, { axis: 1 }), 'logits', ['pairs', classes]).toBytes();
}

/** A model's folder with these weights. */
export function readerFolder(weights: Uint8Array): string {
  const folder = temporaryFolder();
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json'])
    cpSync(join(BUNDLED, file), join(folder, file));
  mkdirSync(join(folder, 'onnx'));
  writeFileSync(join(folder, 'onnx/model.onnx'), weights);
  return folder;
}
