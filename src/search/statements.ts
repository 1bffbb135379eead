// An article -> its statements: what of it may be quoted, and what is part of its story.
import { isBoilerplate, isHeading, opensLink } from '../corpus/story.ts';
import { ordinary } from '../text/ordinary.ts';
import { eachStatement, type Sentence } from '../text/sentences.ts';
import { CACHED_ARTICLE_CHARACTERS, cachedInSteps } from '../text/text-cache.ts';
import { countWords, MAX_QUOTE_CHARACTERS, MAX_QUOTE_WORDS, stem, touches, words } from '../text/words.ts';
import type { Article } from '../types.ts';

/** A shorter sentence is a fragment: a heading, an interjection, a name. */
const MIN_WORDS = 4;

/** A statement of an article. */
export interface Statement extends Sentence {
  text: string;
  /** A whole sentence, neither a fragment nor too long. */
  quotable: boolean;
  /** Quotable, and no caption, byline or what else is no part of the story. */
  story: boolean;
  words: readonly string[];
  /** Distinct. */
  stems: readonly string[];
}

/** The statements of an article's text, in their order. */
export const statementsOf = cachedInSteps(function* (text): Generator<undefined, Statement[]> {
  const parts: (Sentence & ReturnType<typeof read>)[] = [];
  const plain: string[] = [];
  for (const part of eachStatement(text)) {
    const own = text.slice(part.start, part.end);
    parts.push({ ...part, ...read(own) });
    plain.push(ordinary(own));
    yield;
  }
  const found: Statement[] = [];
  let inLink = false;
  for (const [i, part] of parts.entries()) {
    const sentence = plain[i]!;
    const quotable = isQuotable(sentence);
    const opens = part.joint === 'paragraph';
    if (opens) inLink = opensLink(sentence);
    const heading = opens && (parts[i + 1]?.joint ?? 'paragraph') === 'paragraph' && isHeading(sentence);
    const story = quotable && !inLink && !heading && !isBoilerplate(sentence, plain[i + 1]);
    found.push({ ...part, quotable, story });
    yield;
  }
  return found;
}, CACHED_ARTICLE_CHARACTERS);

/** The statements of an article, of which those with a heading, a caption or struck words are not to be quoted. */
export function statementsIn({
  text,
  unquotable,
}: Pick<Article, 'text' | 'unquotable'>): readonly Statement[] {
  const parts = statementsOf(text);
  if (unquotable.length === 0) return parts;
  return parts.map((part) => (touches(unquotable, part) ? { ...part, quotable: false, story: false } : part));
}

/** A whole sentence: it ends like one, and is neither a fragment nor too long. */
function isQuotable(text: string): boolean {
  if (text.length > MAX_QUOTE_CHARACTERS) return false;
  const count = countWords(text);
  return count >= MIN_WORDS && count <= MAX_QUOTE_WORDS && /[.!?…]["”’')\]]*$/.test(text);
}

function read(text: string): Pick<Statement, 'text' | 'words' | 'stems'> {
  const own = words(text);
  return { text, words: own, stems: [...new Set(own.map(stem))] };
}
