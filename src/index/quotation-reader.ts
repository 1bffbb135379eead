// The questions one can put to the store about who said what. Reads only.
import { damaged, integer, text } from './database.ts';
import { quotationsOf } from '../speakers/quotations.ts';
import { FILTER, filterValues, StoreReader } from './store-reader.ts';
import { limitsArticles } from '../question/filter.ts';
import { words as wordsOf } from '../text/words.ts';
import type { Article, Filter, FoundQuotation, Quotation, QuotedSpeaker, Span } from '../types.ts';

/** Quotations that lie in a passage which holds all of the words, or has them in its title. */
const NEAR_WORDS = `AND EXISTS (
  SELECT 1 FROM passages p WHERE p.article = q.article AND p.start < q.end AND p.end > q.start
  AND p.id IN (SELECT rowid FROM passage_words WHERE passage_words MATCH :match)
)`;

/** Quotations of the articles that a filter lets through. */
const OF_FILTERED = `AND article IN (SELECT a.number FROM articles a WHERE ${FILTER})`;

interface ReadArticle {
  article: Article;
  quotations: Quotation[];
}

export class QuotationReader extends StoreReader {
  /** Those quoted in the articles of a filter whose name has a word, or words in a row, that begin so; the most quoted `k` first. */
  speakers(prefix: string, filter: Filter, k: number): QuotedSpeaker[] {
    const beginning = wordsOf(prefix).join(' ');
    const filtered = limitsArticles(filter);
    const rows = this.db.rows<QuotedSpeaker & { length: number }>(
      `SELECT ${text('key')}, ${text('speaker')}, count(*) AS quotations, max(length(speaker)) AS length FROM quotations
       WHERE (key LIKE :first OR key LIKE :later) ${filtered ? OF_FILTERED : ''}
       GROUP BY key ORDER BY quotations DESC, key LIMIT :k`,
      { first: `${beginning}%`, later: `% ${beginning}%`, k, ...(filtered && filterValues(filter)) },
    );
    return rows.map(({ key, speaker, quotations }) => ({ key, speaker, quotations }));
  }

  /**
   * What the speaker of a key says near all of the words, the newest `k` first after the `skip` newest; no words
   * give everything.
   * @throws UserError when an article or a quotation is not what was written
   */
  quotationsBy(key: string, filter: Filter, words: readonly string[], k: number, skip = 0): FoundQuotation[] {
    const match = words.map((word) => `"${word}"`).join(' ');
    const rows = this.db.rows<Span & { id: string; speaker: string }>(
      `SELECT ${text('a.id', 'id')}, ${integer('q.start')}, ${integer('q.end')}, ${text('q.speaker')} FROM quotations q
       JOIN articles a ON a.number = q.article AND ${FILTER} WHERE q.key = :key ${match ? NEAR_WORDS : ''}
       ORDER BY a.published DESC, a.number DESC, q.start LIMIT :k OFFSET :skip`,
      { ...filterValues(filter), key, k, skip, ...(match && { match }) },
    );
    const read = new Map<string, ReadArticle | undefined>();
    for (const { id } of rows) if (!read.has(id)) read.set(id, this.#read(id));
    return rows.flatMap((row) => this.#sound(row, read.get(row.id)) ?? []);
  }

  /** Many quotations may be of one article: it is read once. */
  #read(id: string): ReadArticle | undefined {
    const article = this.article(id);
    return article && { article, quotations: quotationsOf(article.text) };
  }

  /** A quotation is found anew in its article before it is believed; undefined when the article has left meanwhile. */
  #sound({ start, speaker }: Span & { speaker: string }, read?: ReadArticle): FoundQuotation | undefined {
    if (!read) return undefined;
    const { article, quotations } = read;
    const found = quotations.find((one) => one.start === start && one.speaker === speaker);
    if (found) return { ...found, article };
    throw damaged(this.db.path, `a quotation of ${article.file} is not what was written`);
  }
}
