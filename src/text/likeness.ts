// How alike two words are in spelling and in sound, and the keys under which words that are alike are found. Pure.
// Keys are those of SymSpell (W. Garbe, 2012): two words that differ by one slip share a form of either with a letter left
// out, so that nobody compares a word with a whole vocabulary. The only user of double-metaphone.
import { doubleMetaphone } from 'double-metaphone';

/** Longer words are no words of a language; shorter ones are alike by chance. */
const LONGEST = 24;
const SHORTEST = 4;
/** From this length on a word may have two slips. */
const LONG = 8;

/** What a slip of the fingers or of the ear costs. */
const SLIP = { letter: 1, vowel: 0.8, swapped: 0.6, doubled: 0.5 };
/** Two slips of any kind, and no more. */
const MOST = 2;

/** Whether a word of this form may be spelled or sound like another: letters only, neither short nor endless. */
export const isSpellable = (word: string): boolean =>
  /^\p{L}+$/u.test(word) && word.length >= SHORTEST && word.length <= LONGEST;

/** The keys that a word of the vocabulary is found under: itself, itself without one letter, and its sound. */
export const spellingKeys = (word: string): number[] => keysOf([word, ...shortened([word]), ...sounds(word)]);

/** The keys that words like one that was typed are found under. */
export function keysNear(word: string): number[] {
  const once = shortened([word]);
  const twice = word.length >= LONG ? shortened(once) : [];
  return keysOf([word, ...once, ...twice, ...sounds(word)]);
}

/** Every one of the words with one letter left out. */
function shortened(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const letters = [...word];
    return letters.map((_, i) => letters.toSpliced(i, 1).join(''));
  });
}

/** Marked, so that no sound is taken for a spelling; short ones say nothing. */
const sounds = (word: string): string[] =>
  [...new Set(isLatin(word) ? doubleMetaphone(word) : [])]
    .filter((sound) => sound.length >= 3)
    .map((sound) => `~${sound}`);

const isLatin = (word: string): boolean => /^[a-z]+$/.test(word);

const keysOf = (forms: readonly string[]): number[] => [...new Set(forms.map(hash))];

/** FNV-1a over UTF-16 units in 31 bits: what shares a key by chance is told apart by its letters. */
function hash(form: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < form.length; i++) value = Math.imul(value ^ form.charCodeAt(i), 0x01000193);
  return value >>> 1;
}

/** Whether two words sound alike, as an English ear has it. */
export function soundAlike(one: string, other: string): boolean {
  const heard = new Set(sounds(one));
  return sounds(other).some((sound) => heard.has(sound));
}

/**
 * What it takes to mistype one word for the other: 0 for none, from 0.5 for a letter doubled to 1 for a letter that is
 * another; infinite where more than two slips would be needed. Optimal string alignment, with weights.
 */
export function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST) return Infinity;
  const width = other.length + 1;
  const rows = Array.from({ length: one.length + 1 }, () => new Float64Array(width));
  for (let i = 0; i <= one.length; i++) rows[i]![0] = i;
  for (let j = 0; j < width; j++) rows[0]![j] = j;
  for (let i = 1; i <= one.length; i++)
    for (let j = 1; j < width; j++) {
      const [a, b] = [one[i - 1]!, other[j - 1]!];
      const [before, lastA, lastB] = [rows[i - 1]!, one[i - 2], other[j - 2]];
      let cost = before[j - 1]! + (a === b ? 0 : bothVowels(a, b) ? SLIP.vowel : SLIP.letter);
      cost = Math.min(cost, before[j]! + (a === lastA ? SLIP.doubled : SLIP.letter));
      cost = Math.min(cost, rows[i]![j - 1]! + (b === lastB ? SLIP.doubled : SLIP.letter));
      if (a === lastB && b === lastA) cost = Math.min(cost, rows[i - 2]![j - 2]! + SLIP.swapped);
      rows[i]![j] = cost;
    }
  const cost = rows[one.length]![other.length]!;
  return cost <= MOST ? cost : Infinity;
}

const bothVowels = (a: string, b: string): boolean => VOWELS.has(a) && VOWELS.has(b);
const VOWELS = new Set('aeiouyаеёиоуыэюя');
