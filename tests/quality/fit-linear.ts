// Linear models fitted by gradient descent (Adam, Kingma and Ba 2015) with a squared penalty on the weights. Pure.

type Features = Readonly<Record<string, number>>;
type Weights = Record<string, number>;

/** The alternatives of one question, and which of them are right. */
export interface Group {
  features: Features[];
  right: boolean[];
}

export interface Example {
  features: Features;
  right: boolean;
  /** How much it counts; 1 unless told. */
  weight?: number;
}

const STEPS = 600;
const RATE = 0.05;
const [DECAY, SQUARE_DECAY, TINY] = [0.9, 0.999, 1e-8];

/**
 * Weights under which a right alternative comes first: the mean log of the softmax share that the right ones hold.
 * @param l2 penalty on the squared weights
 */
export function fitSoftmax(groups: readonly Group[], names: readonly string[], l2: number): Weights {
  const data = groups.map(({ features, right }) => ({
    rows: features.map((row) => vector(row, names)),
    right,
  }));
  return descend(names, l2, (weights, gradient) => {
    for (const { rows, right } of data) {
      const share = softmax(rows.map((row) => dot(row, weights)));
      const held = share.reduce((sum, each, i) => sum + (right[i] ? each : 0), 0);
      rows.forEach((row, i) => {
        const pull = (right[i] ? share[i]! / held : 0) - share[i]!;
        for (let j = 0; j < row.length; j++) gradient[j]! += (pull * row[j]!) / data.length;
      });
    }
  });
}

/**
 * Logistic regression; no penalty on `bias`.
 * @param asTheyAre examples count as they are, for a calibrated probability; else right and wrong ones the same in sum
 */
export function fitLogistic(
  examples: readonly Example[],
  names: readonly string[],
  l2: number,
  asTheyAre = false,
): Weights {
  const sum = (some: readonly Example[]) => some.reduce((total, { weight = 1 }) => total + weight, 0);
  const [all, rights] = [sum(examples), sum(examples.filter(({ right }) => right))];
  const share = (right: boolean) => (asTheyAre ? 1 / all : 0.5 / (right ? rights : all - rights));
  const data = examples.map(({ features, right, weight = 1 }) => ({
    row: vector(features, names),
    right: Number(right),
    counts: weight * share(right),
  }));
  return descend(names, l2, (weights, gradient) => {
    for (const { row, right, counts } of data) {
      const pull = counts * (right - 1 / (1 + Math.exp(-dot(row, weights))));
      for (let j = 0; j < row.length; j++) gradient[j]! += pull * row[j]!;
    }
  });
}

function descend(
  names: readonly string[],
  l2: number,
  ascent: (weights: number[], gradient: number[]) => void,
): Weights {
  const weights = names.map(() => 0);
  const [mean, square] = [names.map(() => 0), names.map(() => 0)];
  for (let step = 1; step <= STEPS; step++) {
    const gradient = names.map((name, j) => (name === 'bias' ? 0 : -2 * l2 * weights[j]!));
    ascent(weights, gradient);
    gradient.forEach((each, j) => {
      mean[j] = DECAY * mean[j]! + (1 - DECAY) * each;
      square[j] = SQUARE_DECAY * square[j]! + (1 - SQUARE_DECAY) * each * each;
      const [m, s] = [mean[j] / (1 - DECAY ** step), square[j] / (1 - SQUARE_DECAY ** step)];
      weights[j]! += (RATE * m) / (Math.sqrt(s) + TINY);
    });
  }
  return Object.fromEntries(names.map((name, j) => [name, Math.round(1000 * weights[j]!) / 1000]));
}

const vector = (features: Features, names: readonly string[]): Float64Array =>
  Float64Array.from(names, (name) => features[name] ?? NaN);

function dot(row: Float64Array, weights: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < row.length; j++) sum += row[j]! * weights[j]!;
  return sum;
}

function softmax(scores: readonly number[]): number[] {
  const best = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - best));
  const sum = shares.reduce((all, share) => all + share, 0);
  return shares.map((share) => share / sum);
}
