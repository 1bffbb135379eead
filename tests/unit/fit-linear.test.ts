// The fit finds the weights that made the data.
import { expect, test } from 'vitest';
import { fitLogistic, fitSoftmax, type Example, type Group } from '../quality/fit-linear.ts';
import { randomOf } from '../support/invented-archive.ts';

test('of two features, the one that decides gets the weight', () => {
  const random = randomOf(7);
  const groups: Group[] = Array.from({ length: 200 }, () => {
    const features = Array.from({ length: 6 }, () => ({ tells: random(), noise: random() }));
    const best = Math.max(...features.map(({ tells }) => tells));
    return { features, right: features.map(({ tells }) => tells === best) };
  });
  const { tells, noise } = fitSoftmax(groups, ['tells', 'noise'], 0.001);
  expect(tells).toBeGreaterThan(8);
  expect(Math.abs(noise!)).toBeLessThan(1);
});

test('the logistic fit is unmoved by how many examples are right', () => {
  const random = randomOf(3);
  const made = (right: boolean): Example => ({
    right,
    features: { bias: 1, evidence: random() + (right ? 1 : 0) },
  });
  const few = Array.from({ length: 30 }, () => made(false));
  const many = Array.from({ length: 600 }, () => made(true));
  const { bias, evidence } = fitLogistic([...few, ...many], ['bias', 'evidence'], 0.0001);
  // Between the two kinds, which overlap nowhere, it is undecided.
  expect(bias! + evidence! * 1).toBeCloseTo(0, 0);
});
