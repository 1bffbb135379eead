// One form for letters that are taken for each other: what words are compared in, typed or printed. Pure. The only user of any-ascii.
import anyAscii from 'any-ascii';

/** Nothing is seen of them, and they part no word: soft hyphens, zero-width spaces and joiners, marks of direction. */
export const IGNORED = /\p{Default_Ignorable_Code_Point}/u;

/** What is as it should be: ASCII, common punctuation, most Cyrillic, Chinese and Korean letters. Of most news nothing is left. */
const USUAL = String.raw`\x00-\x7f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u0410-\u0418\u041a-\u0438\u043a-\u044f\u4e00-\u9fff\uac00-\ud7a3`;
const UNUSUAL = new RegExp(`[^${USUAL}]`);
/** The same one by one, but for the parts of Korean syllables, which are put together. */
const CHARACTER = new RegExp(String.raw`[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]+|[^${USUAL}]`, 'gu');
/** Scripts without spaces part their words by zero-width ones. */
const WORD_SPACE = /(?<=[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}])\u200b/gu;

const KOREAN = /^\p{Script=Hangul}/u;
const OF_WORDS = /^[\p{L}\p{M}\p{N}]+$/u;
/** Marks that a word is often written without; those of Japanese and of the scripts of India make another letter. */
const ACCENTS =
  /(?![\u3099\u309a])(?=\p{Mn})[\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu;
/** The number of a note stands behind a word, and is none of it. */
const RAISED = /^[\u00b2\u00b3\u00b9\u2070-\u2079]$/u;
/** The signs of other scripts' sounds, as in "Hawaiʻi" and "ʿAbd", and the stroke that only makes an Arabic word longer. */
const SOUNDLESS = /^[\u02b0-\u02ff\u0640]$/u;
const APOSTROPHE = '\u02bc';
/** "ł", "ß", "æ": letters of their own, which have no plain letter in them. */
const LATIN = /(?![\x00-\x7f])\p{Script=Latin}/gu;

/** Characters met so far. Emptied when full, so that memory stays bounded. */
const KNOWN = new Map<string, string>();
const MAX_KNOWN = 20_000;

/**
 * A text in lower case, without accents and without what is not seen; letters of other kinds as they are plainly spelled
 * ("ł" as "l", "ß" as "ss", "ﬁ" and full-width letters as they are typed). Takes time in proportion to its length, for every
 * character is looked at by itself: to normalise a long run of marks as a whole takes time with its square.
 */
export function fold(text: string): string {
  if (!UNUSUAL.test(text)) return text.toLowerCase();
  return withWordSpaces(text).replace(CHARACTER, folded).toLowerCase();
}

/** The text with a space for each zero-width one that parts words. */
export const withWordSpaces = (text: string): string =>
  text.includes('\u200b') ? text.replace(WORD_SPACE, ' ') : text;

function folded(character: string): string {
  const known = KNOWN.get(character);
  if (known !== undefined) return known;
  const made = plainly(character);
  // Syllables in parts may be of any length.
  if (character.length > 2) return made;
  if (KNOWN.size >= MAX_KNOWN) KNOWN.clear();
  KNOWN.set(character, made);
  return made;
}

function plainly(character: string): string {
  if (IGNORED.test(character)) return '';
  if (KOREAN.test(character)) return character.normalize('NFC');
  if (RAISED.test(character)) return ` ${character.normalize('NFKD')}`;
  if (character === APOSTROPHE) return "'";
  if (!OF_WORDS.test(character)) return character;
  const usual = character.normalize('NFKD');
  // "½" would become a figure glued to the one before it.
  const letters = OF_WORDS.test(usual) ? usual : character.normalize('NFD');
  if (SOUNDLESS.test(letters)) return '';
  return letters.replace(ACCENTS, '').toLowerCase().replace(LATIN, latin).replace(/ς/g, 'σ');
}

/** As it is spelled in ASCII; the few that have no such spelling stay. */
function latin(letter: string): string {
  const spelled = anyAscii(letter).toLowerCase();
  return /^[a-z]+$/.test(spelled) ? spelled : letter;
}
