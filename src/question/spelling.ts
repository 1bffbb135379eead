// What a word that the archive does not know is read as: one rule by certainty. A single near word is read, and said to be;
// several or far ones are asked about; of a word that English has, nothing is made. Pure.
import { slips, soundAlike } from '../text/likeness.ts';
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
  /** It stands beside another part of a name, and the archive has that beside every candidate: "Mykhail Vorodensky". */
  isConfirmed: boolean;
  /** Questions in other languages have inflections and compounds that English spelling knows nothing of. */
  isEnglish: boolean;
  /** From so many articles on a name is likelier mistyped than one that only looks like it is asked for. */
  prominent: number;
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
      .map((each) => ({ ...each, score: Math.log(1 + each.candidate.articles) - SLIP_WEIGHT * each.cost }))
      .sort((a, b) => b.score - a.score),
  );
  const [best, second] = ranked;
  if (!best) return null;
  const isSingle = !second || best.score - second.score >= LEAD;
  if (isSingle && isNear(strange, best.candidate, best.cost))
    return { kind: 'read', candidate: best.candidate };
  if (!strange.isEnglish) return null;
  return { kind: 'ask', candidates: ranked.slice(0, ASKED).map(({ candidate }) => candidate) };
}

/** Near enough to be asked about. */
function isLike(strange: Strange, other: Candidate, cost: number): boolean {
  const { word, known, isNamed } = strange;
  if (cost === Infinity) return false;
  if (strange.isConfirmed) return true;
  if (!strange.isEnglish)
    return cost <= ONE_SLIP && word.length >= LONG_ENOUGH && other.word.length >= LONG_ENOUGH;
  if (cost <= SWAPPED_OR_DOUBLED) return known === null || isNameLike(other);
  if (word[0] !== other.word[0]) return false;
  const sounds = soundAlike(word, other.word);
  if (known === 'name') return sounds && cost <= ONE_SLIP && isNameLike(other);
  // A name is no word that is never written like one; a rare one is not meant because it looks a little like it.
  if (isNamed && !isNameLike(other)) return false;
  if (isNameLike(other) && !isNamed && !sounds && other.articles < strange.prominent) return false;
  return cost <= ONE_SLIP || (word.length >= LONG_ENOUGH && sounds);
}

/** Letters swapped or doubled: what fingers do, and no other name or word. */
const SWAPPED_OR_DOUBLED = 0.6;

/** Near enough to be read, if no other is. */
function isNear(strange: Strange, other: Candidate, cost: number): boolean {
  const { word, known, isNamed } = strange;
  if (strange.isConfirmed) return true;
  if (!strange.isEnglish) return cost <= ONE_SLIP && !isEnding(word, other.word);
  if (cost <= SWAPPED_OR_DOUBLED && known === null) return true;
  const sounds = soundAlike(word, other.word);
  if (isNamed || isNameLike(other)) {
    const isProminent = other.articles >= strange.prominent;
    return cost <= ONE_SLIP && (sounds ? isNamed || isProminent : isProminent && known === null);
  }
  if (word.length < SHORT) return false;
  return cost <= ONE_SLIP || (sounds && word.length >= LONG_ENOUGH);
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
