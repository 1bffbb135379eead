// A small vocabulary for writing ONNX models, and the only user of onnx-proto.
// Each method returns the name of the tensor it makes, so that a network reads like its formula.
import onnxProto from 'onnx-proto';

const { AttributeProto, ModelProto, TensorProto } = onnxProto.onnx;
type Node = onnxProto.onnx.INodeProto;
type Attribute = onnxProto.onnx.IAttributeProto;

/** Format and operator versions: LayerNormalization came with opset 17, which goes with IR 8. */
const IR_VERSION = 8;
const OPSET = 17;

/** The element type that operators such as Cast are told. */
export const FLOAT = TensorProto.DataType.FLOAT;
const { INT64, UINT8 } = TensorProto.DataType;

/** A float32 tensor as it lies in a file: row by row, little-endian. */
export interface Weight {
  shape: readonly number[];
  bytes: Uint8Array;
}

/** An integer becomes an INT attribute, any other number a FLOAT, an array INTS. */
type Attributes = Record<string, number | readonly number[]>;

/** Sizes of a tensor's axes; a name stands for a size that is known when the model runs. */
type Shape = readonly (number | string)[];

/** An ONNX model in the making: https://github.com/onnx/onnx/blob/main/docs/Operators.md */
export class OnnxGraph {
  readonly #nodes: Node[] = [];
  readonly #constants: onnxProto.onnx.ITensorProto[] = [];
  readonly #inputs: onnxProto.onnx.IValueInfoProto[] = [];
  readonly #outputs: onnxProto.onnx.IValueInfoProto[] = [];
  #names = 0;

  input(name: string, shape: Shape): string {
    this.#inputs.push(valueInfo(name, INT64, shape));
    return name;
  }

  weight({ shape, bytes }: Weight): string {
    return this.#constant(FLOAT, shape, bytes);
  }

  floats(values: readonly number[], shape: readonly number[]): string {
    return this.#constant(FLOAT, shape, new Uint8Array(Float32Array.from(values).buffer));
  }

  scalar(value: number): string {
    return this.floats([value], []);
  }

  /** Unsigned 8-bit integers. */
  bytes(values: Uint8Array, shape: readonly number[]): string {
    return this.#constant(UINT8, shape, values);
  }

  /** A vector of 64-bit integers: axes, shapes, offsets. */
  ints(...values: number[]): string {
    return this.#constant(INT64, [values.length], new Uint8Array(BigInt64Array.from(values, BigInt).buffer));
  }

  op(type: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.ops(type, 1, inputs, attributes)[0]!;
  }

  /** An operator with `count` outputs, such as Split. */
  ops(type: string, count: number, inputs: readonly string[], attributes: Attributes = {}): string[] {
    const outputs = Array.from({ length: count }, () => this.#name());
    const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
    this.#nodes.push({ opType: type, input: [...inputs], output: outputs, attribute });
    return outputs;
  }

  /** Makes the tensor `result` an output of the model, called `name`. */
  output(result: string, name: string, shape: Shape): this {
    this.#nodes.push({ opType: 'Identity', input: [result], output: [name] });
    this.#outputs.push(valueInfo(name, FLOAT, shape));
    return this;
  }

  /** The model file. */
  toBytes(): Uint8Array {
    return ModelProto.encode({
      irVersion: IR_VERSION,
      producerName: 'attest',
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name: 'model',
        node: this.#nodes,
        initializer: this.#constants,
        input: this.#inputs,
        output: this.#outputs,
      },
    }).finish();
  }

  #constant(dataType: number, shape: readonly number[], rawData: Uint8Array): string {
    const name = this.#name();
    this.#constants.push({ name, dataType, dims: [...shape], rawData });
    return name;
  }

  #name(): string {
    return `t${this.#names++}`;
  }
}

function attributeOf(name: string, value: number | readonly number[]): Attribute {
  const { FLOAT, INT, INTS } = AttributeProto.AttributeType;
  if (typeof value !== 'number') return { name, type: INTS, ints: [...value] };
  return Number.isInteger(value) ? { name, type: INT, i: value } : { name, type: FLOAT, f: value };
}

function valueInfo(name: string, elemType: number, shape: Shape): onnxProto.onnx.IValueInfoProto {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
