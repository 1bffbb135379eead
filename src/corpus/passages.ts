// Article -> spans of passages: runs of whole sentences of about 100 words, from the first sentence to the last.
import { ordinary } from '../text/ordinary.ts';
import { statements, type Sentence } from '../text/sentences.ts';
import { countWords } from '../text/words.ts';
import type { Article, Span } from '../types.ts';

/** Long enough to hold an answer with its context, short enough for the models' 128 tokens to see most of it. */
export const PASSAGE_WORDS = 100;
/** A shorter rest joins the passage before it. */
const SHORTEST_REST = 30;
/** Changes whenever passages are cut differently, so that an index knows. */
export const PASSAGES_VERSION = 1;

/** The passages of an article, in order; each span holds whole sentences, but for a sentence that never ends. */
export function chunk(article: Pick<Article, 'text'>): Span[] {
  const { text } = article;
  const sized = statements(text)
    .flatMap((sentence) => cutEndless(text, sentence))
    .map((span) => ({ ...span, words: countWords(text.slice(span.start, span.end)) }));
  const runs: { start: number; end: number; words: number }[] = [];
  for (const piece of sized) {
    const run = runs.at(-1);
    if (run && run.words + piece.words / 2 <= PASSAGE_WORDS) {
      run.end = piece.end;
      run.words += piece.words;
    } else runs.push({ ...piece });
  }
  const [last, before] = [runs.at(-1), runs.at(-2)];
  if (last && before && last.words < SHORTEST_REST) {
    before.end = last.end;
    runs.pop();
  }
  return runs.map(({ start, end }) => ({ start, end }));
}

/** What is embedded for a passage: the title says what the article is about where the passage alone does not. */
export const embeddedText = (title: string, passage: string): string => ordinary(`${title}. ${passage}`);

/** A list or table without a full stop may run for thousands of words: it is cut between words. */
function cutEndless(text: string, sentence: Sentence): Span[] {
  if (sentence.end - sentence.start < PASSAGE_WORDS * 8) return [sentence];
  const starts = [...text.slice(sentence.start, sentence.end).matchAll(/\S+/g)].map((word) => word.index);
  if (starts.length <= 2 * PASSAGE_WORDS) return [sentence];
  const cuts = starts.filter((_, i) => i % PASSAGE_WORDS === 0).map((at) => sentence.start + at);
  return cuts.map((start, i) => ({ start, end: cuts[i + 1] ?? sentence.end }));
}
