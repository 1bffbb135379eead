// What is read into a question: words that no article has are taken for the ones that are meant, where that is all but sure,
// and are asked about where it is not. Whatever is in quotation marks is taken as it stands.
import { limitsArticles } from '../question/filter.ts';
import type { Index as WholeIndex, Spelling } from '../index/index-interface.ts';
import { SHORT_FORMS } from '../question/chat-words.ts';
import { quotedSpans } from '../question/quoted.ts';
import type { Question } from '../question/question.ts';
import { readingOf, type Strange } from '../question/spelling.ts';
import { isRole } from '../speakers/speaker-names.ts';
import { englishWords, isEnglishWord, type Dictionary } from '../text/dictionary.ts';
import { isSpellable } from '../text/likeness.ts';
import { capital, stem, words } from '../text/words.ts';
import type { Filter, MeantWord, ReadWord } from '../types.ts';

/** What is asked of an index. */
type Index = Pick<WholeIndex, 'spellings' | 'frequencies' | 'keyword'>;

/** A word in no more passages is rare. */
const RARE = 500;
/** A name in such a share of the articles is prominent. */
const PROMINENT_SHARE = 0.005;
/** Words like one that are looked at. */
const CANDIDATES = 8;
/** More strange words than this are no slips: the question is in no language of the archive, or in none. */
const MOST_STRANGE = 6;

/** A question's text with what was read into it, and what was not but may be meant. */
export interface Understanding {
  /** The text to search with. */
  read: string;
  readAs: ReadWord[];
  didYouMean: MeantWord[];
}

interface Typed {
  /** As it stands in the question. */
  typed: string;
  start: number;
  word: string;
  /** The words of the same name beside it, lower-cased; null: it is no name of several words. */
  beside: Beside | null;
}

interface Beside {
  before: string | null;
  after: string | null;
}

/**
 * Understands the words of a question that no article of the filter has. At most six words are looked up, each by a
 * bounded number of keys, however large the archive is.
 * @param seen which outlets may be seen: what others have is neither read nor told
 * @param archive how many articles there are, and whether the question is English, as far as one can tell
 */
export async function understand(
  index: Index,
  question: Question,
  seen: Filter,
  { articles, isEnglish }: { articles: number; isEnglish: boolean },
): Promise<Understanding> {
  const nothing = { read: question.read, readAs: [], didYouMean: [] };
  const strange = await strangeWords(index, question, seen);
  if (strange.length === 0 || strange.length > MOST_STRANGE) return nothing;
  const language = {
    dictionary: isEnglish ? englishWords() : null,
    prominent: Math.ceil(PROMINENT_SHARE * articles),
  };
  const readings: [Typed, string][] = [];
  const didYouMean: MeantWord[] = [];
  for (const each of strange) {
    const found = await readOne(index, each, seen, language);
    if (typeof found === 'string') readings.push([each, found]);
    else if (found) didYouMean.push({ typed: each.typed, candidates: found });
  }
  return {
    read: replaced(question.read, readings),
    readAs: readings.map(([{ typed }, read]) => ({ typed, read })),
    didYouMean,
  };
}

/** The word that is meant, or those that may be; null: neither. */
async function readOne(
  index: Index,
  strange: Typed,
  seen: Filter,
  { dictionary, prominent }: { dictionary: Dictionary | null; prominent: number },
): Promise<string | string[] | null> {
  const { typed, start, word, beside } = strange;
  const meant = dictionary && typed === word ? meantBy(word, dictionary) : undefined;
  if (meant && (await isKnown(index, meant, seen))) return meant;
  const known = dictionary && knownAs(dictionary, word);
  if (known === 'word' || ABBREVIATION.test(typed)) return null;
  const found = await index.spellings(word, seen, CANDIDATES);
  const near = dictionary ? plausible(dictionary, found) : found;
  const candidates = beside ? await besideName(index, near, beside, seen) : near;
  const reading = readingOf(
    {
      word,
      known,
      isNamed: start > 0 && /^\p{Lu}/u.test(typed),
      isConfirmed: beside !== null,
      isEnglish: dictionary !== null,
      prominent,
    },
    candidates,
  );
  if (reading === null) return null;
  return reading.kind === 'read'
    ? reading.candidate.written
    : reading.candidates.map(({ written }) => written);
}

/** "GCSE", "UAPs": of their letters each stands for a word. */
const ABBREVIATION = /\p{Lu}.*\p{Lu}\p{Ll}?$/u;

/**
 * What an archive has once and English has not may be a slip of its own, unless it is a name. A word of English is no name
 * because the only sentences found begin with it.
 */
const plausible = (dictionary: Dictionary, found: readonly Spelling[]): Spelling[] =>
  found
    .map((each) =>
      isEnglishWord(dictionary, each.word) && !dictionary.has(each.written)
        ? { ...each, written: each.word }
        : each,
    )
    .filter(
      ({ word, written, articles }) =>
        articles > 1 || /\p{Lu}/u.test(written) || isEnglishWord(dictionary, word),
    );

/** Those that the archive has beside the other parts of the name: "Magnus Carlsen" is no Carlson who is called otherwise. */
async function besideName(
  index: Index,
  near: readonly Spelling[],
  { before, after }: Beside,
  seen: Filter,
): Promise<Spelling[]> {
  const found: Spelling[] = [];
  for (const each of near) {
    const phrases = [
      ...(before === null ? [] : [`${before} ${each.word}`]),
      ...(after === null ? [] : [`${each.word} ${after}`]),
    ];
    if ((await index.keyword(phrases, seen, 1)).length > 0) found.push(each);
  }
  return found;
}

/** "ppl" for people, "flyin" for flying. */
function meantBy(word: string, dictionary: Dictionary): string | undefined {
  const whole = `${word}g`;
  return (
    SHORT_FORMS.get(word) ?? (/..in$/.test(word) && isEnglishWord(dictionary, whole) ? whole : undefined)
  );
}

function knownAs(dictionary: Dictionary, word: string): Strange['known'] {
  if (isEnglishWord(dictionary, word)) return 'word';
  return dictionary.has(capital(word)) ? 'name' : null;
}

/** The words that carry meaning and that no article of the filter has, where they stand unquoted. */
async function strangeWords(
  index: Index,
  { read, words: content }: Question,
  seen: Filter,
): Promise<Typed[]> {
  const quoted = quotedSpans(read);
  const tokens = [...read.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .map(({ 0: typed, index: start }) => ({ typed, start, word: words(typed)[0] ?? '' }))
    .filter(({ start }) => !quoted.some((span) => start >= span.start && start < span.end))
    .filter(({ word }) => content.includes(word) && (isSpellable(word) || SHORT_FORMS.has(word)));
  const frequencies = await frequenciesSeen(
    index,
    tokens.map(({ word }) => word),
    seen,
  );
  return tokens
    .filter(({ word }) => frequencies.get(stem(word)) === 0)
    .map((token) => ({ ...token, beside: besideIn(read, token, content) }));
}

const NAME_BEFORE = /(\p{Lu}[\p{L}\p{M}’']+)[ -]$/u;
const NAME_AFTER = /^[ -](\p{Lu}[\p{L}\p{M}]+)/u;

/** The other parts of a name that a word with a capital is part of. */
function besideIn(
  text: string,
  { typed, start }: Pick<Typed, 'typed' | 'start'>,
  content: readonly string[],
): Beside | null {
  if (!/^\p{Lu}/u.test(typed)) return null;
  const part = (pattern: RegExp, from: string) => {
    const name = pattern.exec(from)?.[1] ?? '';
    const [word] = words(name);
    return word !== undefined && words(name).length === 1 && content.includes(word) && !isRole(name)
      ? word
      : null;
  };
  const before = part(NAME_BEFORE, text.slice(0, start));
  const after = part(NAME_AFTER, text.slice(start + typed.length));
  return before === null && after === null ? null : { before, after };
}

const isKnown = async (index: Index, word: string, seen: Filter): Promise<boolean> =>
  ((await frequenciesSeen(index, [word], seen)).get(stem(word)) ?? 0) > 0;

/**
 * In how many passages the stems of words occur, with none for words that no outlet has which may be seen: that others have
 * them is not to be told. It is looked up for rare ones only; of a frequent word every outlet has some, and it tells
 * nothing that somebody else has it.
 */
export async function frequenciesSeen(
  index: Index,
  asked: readonly string[],
  seen: Filter,
): Promise<ReadonlyMap<string, number>> {
  const known = await index.frequencies([...new Set(asked.map(stem))]);
  if (!limitsArticles(seen)) return known;
  for (const word of new Set(asked)) {
    const frequency = known.get(stem(word)) ?? 0;
    if (frequency === 0 || frequency > RARE) continue;
    if ((await index.keyword([word], seen, 1)).length === 0) known.set(stem(word), 0);
  }
  return known;
}

/** The text with the words in it that are meant. */
function replaced(text: string, readings: readonly [Typed, string][]): string {
  return readings.reduceRight(
    (read, [{ typed, start }, meant]) => read.slice(0, start) + meant + read.slice(start + typed.length),
    text,
  );
}
