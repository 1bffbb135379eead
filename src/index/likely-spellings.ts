// Which words of a vocabulary are most like one that was typed, and how articles write them. Pure.
import { fold } from '../text/fold.ts';
import { slips, soundAlike } from '../text/likeness.ts';
import { ordinary } from '../text/ordinary.ts';

/** Words that share a key are compared up to here, and counted up to there: the work for one question stays bounded. */
export const COMPARED = 600;
const COUNTED = 12;
/** An article count beyond this says no more. */
export const MANY_ARTICLES = 200;
/** Articles in which it is looked up how a word is mostly written. */
export const SAMPLED = 3;
/** Characters of each that are looked into. */
export const LOOKED_INTO = 50_000;
/** A word that only sounds alike counts like one with so many slips. */
const SOUND_ALONE = 2;

/** A word of the vocabulary, and how unlike it is to one that was typed. */
export interface Likely {
  word: string;
  cost: number;
}

/** Of words that share a key with one that was typed, those that are like it, the likest first. */
export const alike = (typed: string, sharing: readonly string[]): Likely[] =>
  sharing
    .filter((word) => word !== typed)
    .map((word) => ({ word, cost: likeness(typed, word) }))
    .filter(({ cost }) => cost < Infinity)
    .sort((a, b) => a.cost - b.cost || inOrder(a, b))
    .slice(0, COUNTED);

/** Those that stand in articles, the likest first, and of two that are as like the one that more articles have. */
export const likest = <Counted extends Likely & { articles: number }>(
  counted: readonly Counted[],
  k: number,
): Counted[] =>
  counted
    .filter(({ articles }) => articles > 0)
    .sort((a, b) => a.cost - b.cost || b.articles - a.articles || inOrder(a, b))
    .slice(0, k);

const inOrder = (a: Likely, b: Likely): number => (a.word < b.word ? -1 : 1);

const likeness = (typed: string, word: string): number => {
  const cost = slips(typed, word);
  return cost === Infinity && typed[0] === word[0] && soundAlike(typed, word) ? SOUND_ALONE : cost;
};

/** "Kyrov" for "kyrov", as some texts have it most often within their sentences, or else at all. */
export function mostlyWritten(texts: readonly string[], word: string): string {
  const found = texts.flatMap((held) => formsIn(held, word));
  const inside = found.filter(({ isInside }) => isInside);
  return mostOften(inside.length > 0 ? inside : found) ?? word;
}

interface Form {
  form: string;
  /** It follows another word: at the start of a sentence, and in headings, every word may have a capital. */
  isInside: boolean;
}

/** How a text has a word, wherever it does. */
function formsIn(held: string, word: string): Form[] {
  const text = ordinary(held);
  return [...text.matchAll(WRITTEN)]
    .filter(([written]) => fold(written) === word)
    .map(({ 0: form, index }) => ({
      form,
      isInside: /[\p{L},] $/u.test(text.slice(Math.max(0, index - 2), index)),
    }));
}

const WRITTEN = /[\p{L}\p{M}\p{N}]+/gu;

function mostOften(forms: readonly Form[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { form } of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
