// What a word that the archive does not know is read as: one rule by certainty. A single near word is read, and said to be;
// several or far ones are asked about; of a word that English has, nothing is made. Pure.
import { LONGEST, slips, soundAlike } from '../text/likeness.ts';
import { stem } from '../text/words.ts';

/** A word of the archive that may be meant. */
export interface Candidate {
  word: string;
  written: string;
  articles: number;
}

/** A word of a question that no article has. */
export interface Strange {
  /** Lower-cased. */
  word: string;
  /** How sure it is a word of its own: one of English, a name that English knows, or neither. */
  known: 'word' | 'name' | null;
  /** It has a capital where none is needed. */
  isNamed: boolean;
  /** Questions in other languages have inflections and compounds that English spelling knows nothing of. */
  isEnglish: boolean;
}

export type Reading =
  { kind: 'read'; candidate: Candidate } | { kind: 'ask'; candidates: Candidate[] } | null;

/** One slip of any kind. */
const ONE_SLIP = 1;
/** Slips of one word that count like a word being e times as frequent: rarer words are meant, too. */
const SLIP_WEIGHT = 8;
/** By how much the best must lead the next to be the only one. */
const LEAD = 2.5;
/** Shorter words are read only for the commonest slips, and words in other languages not at all. */
const SHORT = 5;
const LONG_ENOUGH = 7;
const ASKED = 3;

/** What a strange word is to be read as. */
export function readingOf(strange: Strange, found: readonly Candidate[]): Reading {
  if (strange.known === 'word') return null;
  const ranked = oneOfEachStem(
    found
      .map((candidate) => ({ candidate, cost: slips(strange.word, candidate.word) }))
      .filter(({ candidate, cost }) => isLike(strange, candidate, cost))
      .map((each) => ({
        ...each,
        score: Math.log(1 + each.candidate.articles) - SLIP_WEIGHT * Math.min(each.cost, 2),
      }))
      .sort((a, b) => b.score - a.score),
  );
  const [best, second] = ranked;
  if (!best) return null;
  const isSingle = !second || best.score - second.score >= LEAD;
  if (isSingle && isNear(strange, best.candidate, best.cost))
    return { kind: 'read', candidate: best.candidate };
  if (!strange.isEnglish || !(strange.isNamed || isNameLike(best.candidate) || best.cost <= ONE_SLIP))
    return null;
  return { kind: 'ask', candidates: ranked.slice(0, ASKED).map(({ candidate }) => candidate) };
}

/** Near enough to be asked about. */
function isLike(
  { word, isEnglish, isNamed }: Strange,
  { word: other, written }: Candidate,
  cost: number,
): boolean {
  if (other.length > LONGEST) return false;
  if (word[0] !== other[0] && !(cost < ONE_SLIP || (cost <= ONE_SLIP && word.length >= LONG_ENOUGH)))
    return false;
  if (!isEnglish) return cost <= ONE_SLIP && word.length >= LONG_ENOUGH && other.length >= LONG_ENOUGH;
  // A name is no word that is never written like one.
  if (isNamed && !/\p{Lu}/u.test(written)) return cost <= SWAPPED_OR_DOUBLED;
  return cost <= ONE_SLIP || soundAlike(word, other) || word.length > LONG_ENOUGH;
}

/** Letters swapped or doubled: what fingers do, and no other name or word. */
const SWAPPED_OR_DOUBLED = 0.6;

/** Near enough to be read, if no other is. */
function isNear({ word, known, isNamed, isEnglish }: Strange, candidate: Candidate, cost: number): boolean {
  const fingers = cost <= SWAPPED_OR_DOUBLED;
  if (!isEnglish) return cost <= ONE_SLIP && !isEnding(word, candidate.word);
  if (known === 'name') return cost <= ONE_SLIP && soundAlike(word, candidate.word) && isNameLike(candidate);
  if (word.length < SHORT) return fingers;
  if (fingers) return true;
  const sounds = soundAlike(word, candidate.word);
  if (isNamed || isNameLike(candidate))
    return sounds ? cost < 2 : cost <= ONE_SLIP && word.length >= LONG_ENOUGH;
  return cost <= ONE_SLIP || (sounds && cost <= 2 && word.length >= LONG_ENOUGH);
}

const isNameLike = ({ written }: Candidate): boolean => /\p{Lu}/u.test(written);

/** They differ in the last two letters only: in many languages that is no slip, but grammar. */
const isEnding = (one: string, other: string): boolean => {
  const shared = Math.min(one.length, other.length) - 2;
  return one.slice(0, shared) === other.slice(0, shared);
};

/** "council" and "councils" are one: the better stays. */
function oneOfEachStem<T extends { candidate: Candidate }>(ranked: readonly T[]): T[] {
  const seen = new Set<string>();
  return ranked.filter(({ candidate }) => {
    const root = stem(candidate.word);
    if (seen.has(root)) return false;
    seen.add(root);
    return true;
  });
}
