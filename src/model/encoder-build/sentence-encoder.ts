// Universal Sentence Encoder Lite (Cer et al. 2018, arXiv:1803.11175) as an ONNX graph: weights -> model file.
// ids -> embeddings + timing signal -> two transformer layers (8-bit weights) -> mean over tokens -> tanh layer -> unit length
import { FLOAT, OnnxGraph, type Weight } from './onnx-graph.ts';

/** Longer texts are cut: the original clips them to so many tokens. */
export const MAX_TOKENS = 128;
/** Length of an embedding. */
export const DIMENSION = 512;
const HEADS = 4;
const EPSILON = 1e-6;
/** Weights become whole multiples of their column's scale, from -127 to 127 ... */
const LARGEST = 127;
/**
 * ... and are stored with this added: products of unsigned bytes are exact on every processor, while those of
 * unsigned with signed ones overflow where there are no VNNI instructions, and an index would depend on the machine.
 */
const ZERO = 128;
/** What is added to the attention score of padding, so that its share is nothing. */
const MASKED = -1e9;

/** The weight whose name in the original graph ends with `/` and this. */
type Weights = (nameEnd: string) => Weight;

/**
 * Writes the network.
 * Inputs `input_ids` and `attention_mask` are int64 [batch, tokens]; the output `last_hidden_state` is
 * [batch, 1, 512], of unit length: a hidden state for one token, so that 'cls' pooling takes it as it is.
 */
export function sentenceEncoder(weights: Weights): Uint8Array {
  const graph = new OnnxGraph();
  const ids = capped(graph, graph.input('input_ids', ['batch', 'tokens']));
  const mask = graph.op('Cast', [capped(graph, graph.input('attention_mask', ['batch', 'tokens']))], {
    to: FLOAT,
  });
  const maskRow = graph.op('Unsqueeze', [mask, graph.ints(1)]);
  const network = new Network(graph, weights, attentionBias(graph, maskRow));
  let x = network.embed(ids);
  for (const layer of ['Layer_0', 'Layer_1']) x = network.transformer(x, `${layer}/TransformerLayer`);
  return graph.output(network.pool(x, maskRow), 'last_hidden_state', ['batch', 1, DIMENSION]).toBytes();
}

function capped(graph: OnnxGraph, input: string): string {
  return graph.op('Slice', [input, graph.ints(0), graph.ints(MAX_TOKENS), graph.ints(1)]);
}

/** 0 for a token and -1e9 for padding, as [batch, 1, 1, tokens]. */
function attentionBias(graph: OnnxGraph, maskRow: string): string {
  const padding = graph.op('Sub', [graph.scalar(1), maskRow]);
  const bias = graph.op('Mul', [padding, graph.scalar(MASKED)]);
  return graph.op('Unsqueeze', [bias, graph.ints(1)]);
}

class Network {
  readonly #graph: OnnxGraph;
  readonly #weights: Weights;
  readonly #attentionBias: string;

  constructor(graph: OnnxGraph, weights: Weights, attentionBias: string) {
    [this.#graph, this.#weights, this.#attentionBias] = [graph, weights, attentionBias];
  }

  /** Embeddings, twice, and the timing signal. The original adds its signalled copy to the plain one. */
  embed(ids: string): string {
    const graph = this.#graph;
    const table = this.#weights('Embeddings_en');
    const embedded = graph.op('Gather', [graph.weight(table), ids]);
    const tokens = graph.op('Shape', [ids], { start: 1, end: 2 });
    const signal = timingSignal(this.#weights('TimingSignal/ExpandDims_1'));
    const timing = graph.floats(signal, [MAX_TOKENS, table.shape[1]!]);
    const cut = graph.op('Slice', [timing, graph.ints(0), tokens, graph.ints(0)]);
    return graph.op('Add', [graph.op('Add', [embedded, embedded]), cut]);
  }

  /** A pre-norm layer. The first is wider at its end than at its start, which its residual follows by a dense layer. */
  transformer(x: string, layer: string): string {
    const graph = this.#graph;
    const dense = `${layer}/dense/kernel/ConcatPartitions/concat`;
    const residual = layer.startsWith('Layer_0')
      ? this.#linear(x, dense, `${layer}/dense/bias/ConcatPartitions/concat`)
      : x;
    const attended = graph.op('Add', [this.#attention(this.#norm(x, layer), layer), residual]);
    return graph.op('Add', [this.#feedForward(this.#norm(attended, `${layer}/FFN`), layer), attended]);
  }

  /** Mean over the tokens, a tanh layer, unit length: [batch, 1, 512]. */
  pool(x: string, maskRow: string): string {
    const graph = this.#graph;
    const tokens = graph.op('ReduceSum', [maskRow, graph.ints(2)]);
    // A text without tokens is 0 / 1, not 0 / 0.
    const divisor = graph.op('Max', [tokens, graph.scalar(1)]);
    const mean = graph.op('Div', [graph.op('MatMul', [maskRow, x]), divisor]);
    // One row a text: 8-bit weights would save no time here.
    const product = graph.op('MatMul', [mean, this.#weight('tanh_layer_0/weights')]);
    const hidden = graph.op('Tanh', [graph.op('Add', [product, this.#weight('tanh_layer_0/bias')])]);
    const length = graph.op('ReduceL2', [hidden], { axes: [-1] });
    return graph.op('Div', [hidden, graph.op('Max', [length, graph.scalar(EPSILON)])]);
  }

  #attention(x: string, layer: string): string {
    const graph = this.#graph;
    const name = (part: string) => `${layer}/MultiheadAttention/${part}`;
    const kernel = name('qkv_transform_single/kernel/part_0');
    const width = this.#weights(kernel).shape.at(-2)!;
    const qkv = this.#linear(x, kernel, name('qkv_transform_single/bias/ConcatPartitions/concat'));
    const [q, k, v] = graph.ops('Split', 3, [qkv], { axis: 2 }) as [string, string, string];
    const scale = graph.scalar(1 / Math.sqrt(width / HEADS));
    const query = graph.op('Mul', [this.#heads(q, width, [0, 2, 1, 3]), scale]);
    const scores = graph.op('MatMul', [query, this.#heads(k, width, [0, 2, 3, 1])]);
    const shares = graph.op('Softmax', [graph.op('Add', [scores, this.#attentionBias])], { axis: -1 });
    const heads = graph.op('MatMul', [shares, this.#heads(v, width, [0, 2, 1, 3])]);
    const merged = graph.op('Transpose', [heads], { perm: [0, 2, 1, 3] });
    return this.#linear(
      graph.op('Reshape', [merged, graph.ints(0, 0, width)]),
      name('output_transform_single/kernel/part_0'),
      name('output_transform_single/bias/ConcatPartitions/concat'),
    );
  }

  /** [batch, tokens, width] split into heads, with the axes (batch, token, head, component) in the given order. */
  #heads(x: string, width: number, perm: number[]): string {
    const shape = this.#graph.ints(0, 0, HEADS, width / HEADS);
    return this.#graph.op('Transpose', [this.#graph.op('Reshape', [x, shape])], { perm });
  }

  #feedForward(x: string, layer: string): string {
    const kernel = (conv: string) => `${layer}/FFN/${conv}/Tensordot/Reshape_1`;
    const bias = (conv: string) => `${layer}/FFN/${conv}/bias/ConcatPartitions/concat`;
    const inner = this.#graph.op('Relu', [this.#linear(x, kernel('conv1'), bias('conv1'))]);
    return this.#linear(inner, kernel('conv2'), bias('conv2'));
  }

  #norm(x: string, layer: string): string {
    const name = (part: string) =>
      `${layer}/layer_prepostprocess/layer_norm/layer_norm_${part}/ConcatPartitions/concat`;
    return this.#graph.op(
      'LayerNormalization',
      [x, this.#weight(name('scale')), this.#weight(name('bias'))],
      {
        axis: -1,
        epsilon: EPSILON,
      },
    );
  }

  /**
   * x @ kernel + bias in 8-bit integers, some 2.5 times as fast as in floats. The scale of x follows its largest
   * value, so an embedding depends on the texts of its batch: run each text alone. The runtime fuses these operators.
   */
  #linear(x: string, kernel: string, bias: string): string {
    const graph = this.#graph;
    const { shape, values, scales } = quantize(this.#weights(kernel));
    const [rounded, scale, zero] = graph.ops('DynamicQuantizeLinear', 3, [x]) as [string, string, string];
    const zeroOfWeights = graph.bytes(Uint8Array.of(ZERO), []);
    const sums = graph.op('MatMulInteger', [rounded, graph.bytes(values, shape), zero, zeroOfWeights]);
    const scaled = graph.op('Mul', [scale, graph.floats(scales, [scales.length])]);
    const product = graph.op('Mul', [graph.op('Cast', [sums], { to: FLOAT }), scaled]);
    return graph.op('Add', [product, this.#weight(bias)]);
  }

  #weight(nameEnd: string): string {
    return this.#graph.weight(this.#weights(nameEnd));
  }
}

/**
 * A matrix in 8 bits: about (values - ZERO) * scales, with one scale a column.
 * Kernels that were 1x1 convolutions are matrices with two axes of length 1 before.
 */
function quantize({ shape, bytes }: Weight) {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const exact = floatsOf(bytes);
  const scales = Array.from({ length: columns }, (_, column) => {
    const inColumn = Array.from({ length: rows }, (_, row) => Math.abs(exact[row * columns + column]!));
    return Math.fround(Math.max(...inColumn) / LARGEST);
  });
  // A column of zeros has no scale: 0 / 1, not 0 / 0.
  const values = Uint8Array.from(exact, (value, i) => Math.round(value / (scales[i % columns]! || 1)) + ZERO);
  return { shape: [rows, columns], values, scales };
}

const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);

/** Sines, then cosines of position times each scale, for all positions (Vaswani et al. 2017, 3.5). */
function timingSignal({ bytes }: Weight): number[] {
  const scales = floatsOf(bytes);
  return Array.from({ length: MAX_TOKENS }, (_, position) => {
    const angles = Array.from(scales, (scale) => Math.fround(position * scale));
    return [...angles.map(Math.sin), ...angles.map(Math.cos)];
  }).flat();
}
