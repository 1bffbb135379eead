// Linear models over named features, so that every score can be taken apart into what speaks for it. Pure.
// The weights are data: `npm run fit` fits them on questions with known answers and writes the file. Those here are the mean of
// two such fits, one on quiz questions and one on questions written as people ask, for each alone does worse on the other's.
import weights from './weights.json' with { type: 'json' };

/** One weight a feature, for each of the three decisions: which passages, which quotes, and whether to answer. */
export const WEIGHTS = weights;

/** A value for every feature of a model. */
export type Features<Name extends string> = Readonly<Record<Name, number>>;

/** What each feature adds to the score: weight times value, in the order of the weights. */
export function contributions<Name extends string>(
  model: Features<Name>,
  features: Features<Name>,
): [Name, number][] {
  return (Object.keys(model) as Name[]).map((name) => [name, model[name] * features[name]]);
}

/** The score: the sum of what the features add. */
export const weighted = <Name extends string>(model: Features<Name>, features: Features<Name>): number =>
  contributions(model, features).reduce((sum, [, added]) => sum + added, 0);
