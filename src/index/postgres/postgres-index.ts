// The index in PostgreSQL, as the read path asks of it. A build is seen when it is whole: it switches everything over in one
// transaction and tells so.
import type { Listener, Postgres } from '../../postgres.ts';
import { limitsArticles } from '../../question/filter.ts';
import { isSpellable, keysNear } from '../../text/likeness.ts';
import { words as wordsOf } from '../../text/words.ts';
import {
  alike,
  COMPARED,
  likest,
  LOOKED_INTO,
  MANY_ARTICLES,
  mostlyWritten,
  SAMPLED,
} from '../likely-spellings.ts';
import { distinctSources } from '../distinct-sources.ts';
import { quotationIn, MAX_PREFIX } from '../quotation-rows.ts';
import { isPassageOf, isWhole, storedArticle, type ArticleRow } from '../stored.ts';
import type { Index, Scored } from '../index-interface.ts';
import type { Article, Coverage, Filter, MonthCount, QuotedSpeaker, Source, Span } from '../../types.ts';
import { filterOn, filterValues, FIRST } from './filter.ts';
import { keywordSearch, type Totals } from './keyword-search.ts';
import { soughtStems, soughtWords, vectorText, withoutNul } from './lexemes.ts';
import { damagedIndex, isBuilt, noIndex, openDatabase, type IndexModel } from './open-database.ts';
import { articleColumns, coverageOf, sourceColumns } from './postgres-archive.ts';
import { BUILD_CHANNEL, schemaOf } from './schema.ts';

/** Up to so many passages, of a filter or in all, are compared one by one: exact, and as fast as walking the graph. */
const EXACT_LIMIT = 5000;
/** So long nobody asks whether there is a newer build: what is between may take messages on and never pass one on. */
const TRUSTED_MS = 1000;
/** Parts of the archive of which something is known until the next build: one for each choice of outlets that is asked from. */
const PARTS_KEPT = 200;
/** Stems whose frequencies are known until then: what is asked is of a few thousand words, what is typed of any. */
const STEMS_KEPT = 10_000;

/**
 * Opens an index for asking.
 * @throws NoIndexError when there is none, or only one that another model made; HostError when the database cannot be reached
 */
export async function openPostgresIndex(url: string, model: IndexModel): Promise<Index> {
  const { schema } = schemaOf(model);
  const db = await openDatabase(url, schema);
  try {
    if (!(await isBuilt(db, schema))) throw await noIndex(url, db, model);
    const index = new PostgresIndex(db, url, model);
    await index.follow();
    return index;
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
}

/** What is known of one build. */
interface Build extends Totals {
  build: number;
}

class PostgresIndex implements Index {
  readonly #db: Postgres;
  readonly #url: string;
  readonly #model: IndexModel;
  readonly #schema: string;
  #listener: Listener | null = null;
  /** The build that is seen; null where it is to be asked for. */
  #seen: Build | null = null;
  #askedAt = 0;
  /** How often something was told of builds. */
  #heard = 0;
  /** The build of which the following is known. */
  #known = -1;
  /** A build that is not what was written; null where none was found so. */
  #damagedBuild: number | null = null;
  #coverages = new Map<string, Promise<Coverage>>();
  #isFew = new Map<string, Promise<boolean>>();
  #frequencies = new Map<string, number>();

  constructor(db: Postgres, url: string, model: IndexModel) {
    [this.#db, this.#url, this.#model] = [db, url, model];
    this.#schema = schemaOf(model).schema;
  }

  /** Hears of builds. Where a server lets nobody listen, as a replica, it is asked at each question. */
  async follow(): Promise<void> {
    this.#listener = await this.#db.listen(BUILD_CHANNEL, (schema) => {
      if (schema !== this.#schema && schema !== '') return;
      this.#heard++;
      this.#seen = null;
    });
  }

  /** The build that is there now; what is known of an earlier one is forgotten. */
  async #build(): Promise<Build> {
    const isFresh = performance.now() - this.#askedAt < TRUSTED_MS;
    if (this.#seen && isFresh && this.#listener?.hears) return this.#seen;
    return this.#asked();
  }

  async #asked(): Promise<Build> {
    const heard = this.#heard;
    this.#askedAt = performance.now();
    const now = await this.#state();
    if (!now) throw this.#damaged('it has lost its state');
    if (this.#known !== now.build) {
      this.#known = now.build;
      this.#coverages = new Map();
      this.#isFew = new Map();
      this.#frequencies = new Map();
    }
    // What was told while the answer was on its way may be newer.
    if (heard === this.#heard) this.#seen = now;
    return now;
  }

  /** @throws NoIndexError when a build of another model or version has taken this index away */
  async #state(): Promise<Build | undefined> {
    try {
      return await this.#db.row<Build>('SELECT build, passages, words FROM state');
    } catch (thrown) {
      if (await isBuilt(this.#db, this.#schema)) throw thrown;
      throw await noIndex(this.#url, this.#db, this.#model);
    }
  }

  #damaged = (why: string) => {
    this.#damagedBuild = this.#known;
    return damagedIndex(this.#db, why);
  };

  keyword: Index['keyword'] = async (words, filter, k) =>
    keywordSearch(this.#db, soughtStems(words), filter, k, await this.#build());

  nearest: Index['nearest'] = async (embedding, filter, k) => {
    // Written like this the order is no graph's, so that every passage of the filter is compared.
    const distance = `(vector <#> $${FIRST}) ${(await this.#hasFew(filter)) ? '+ 0' : ''}`;
    return this.#db.rows<Scored>(
      `SELECT id, -(vector <#> $${FIRST}) AS score FROM passages WHERE ${filterOn('passages')}
       ORDER BY ${distance} LIMIT $${FIRST + 1}`,
      [...filterValues(filter), vectorText(embedding), k],
    );
  };

  /** Whether a filter lets few passages through. */
  async #hasFew(filter: Filter): Promise<boolean> {
    const { passages } = await this.#build();
    if (passages <= EXACT_LIMIT || !limitsArticles(filter)) return passages <= EXACT_LIMIT;
    return known(this.#isFew, keyOf(filter), async () => {
      const rows = await this.#db.rows<{ held: number }>(
        `SELECT count(*) AS held FROM (SELECT 1 FROM passages WHERE ${filterOn('passages')} LIMIT $${FIRST}) held`,
        [...filterValues(filter), EXACT_LIMIT + 1],
      );
      return rows[0]!.held <= EXACT_LIMIT;
    });
  }

  similarities: Index['similarities'] = (embedding, ids) =>
    this.#db.rows<Scored>(
      'SELECT id, -(vector <#> $1) AS score FROM passages WHERE id = ANY ($2::integer[]) ORDER BY score DESC',
      [vectorText(embedding), ids],
    );

  frequencies: Index['frequencies'] = async (stems) => {
    await this.#build();
    // Whoever asks at the same moment keeps the one that is full.
    if (this.#frequencies.size > STEMS_KEPT) this.#frequencies = new Map();
    const frequencies = this.#frequencies;
    const unknown = stems.filter((stem) => !frequencies.has(stem));
    if (unknown.length > 0) {
      const rows = await this.#db.rows<{ term: string; passages: number }>(
        'SELECT term, passages FROM terms WHERE term = ANY ($1)',
        [unknown],
      );
      for (const stem of unknown) frequencies.set(stem, 0);
      for (const { term, passages } of rows) frequencies.set(term, passages);
    }
    return new Map(stems.map((stem) => [stem, frequencies.get(stem) ?? 0]));
  };

  spellings: Index['spellings'] = async (typed, filter, k) => {
    if (!isSpellable(typed)) return [];
    const sharing = await this.#db.rows<{ word: string }>(
      `SELECT DISTINCT w.word FROM spellings s JOIN words w ON w.id = s.word WHERE s.key = ANY ($1::integer[]) LIMIT ${COMPARED}`,
      [keysNear(typed)],
    );
    const likely = alike(
      typed,
      sharing.map(({ word }) => word),
    );
    const counted = await this.#db.rows<{ word: string; articles: number }>(
      `SELECT word, (SELECT count(*) FROM (
         SELECT 1 FROM articles a WHERE a.words @@ query::tsquery AND ${filterOn('a')} LIMIT ${MANY_ARTICLES}
       ) held) AS articles FROM unnest($${FIRST}::text[], $${FIRST + 1}::text[]) AS sought (word, query)`,
      [...filterValues(filter), likely.map(({ word }) => word), likely.map(({ word }) => `'${word}'`)],
    );
    const articlesOf = new Map(counted.map(({ word, articles }) => [word, articles]));
    const found = likest(
      likely.map((each) => ({ ...each, articles: articlesOf.get(each.word) ?? 0 })),
      k,
    );
    return Promise.all(
      found.map(async ({ word, articles }) => {
        const texts = await this.#db.rows<{ text: string }>(
          `SELECT left(a.text, ${LOOKED_INTO}) AS text FROM articles a
           WHERE a.words @@ $${FIRST}::tsquery AND ${filterOn('a')} ORDER BY a.number LIMIT ${SAMPLED}`,
          [...filterValues(filter), `'${word}'`],
        );
        const written = mostlyWritten(
          texts.map(({ text }) => text),
          word,
        );
        return { word, articles, written };
      }),
    );
  };

  read: Index['read'] = async (ids) => {
    // One statement, so that all is of one moment.
    const rows = await this.#db.rows<ArticleRow & PassageColumns>(
      `SELECT ${articleColumns('a')}, array_agg(p.id) AS ids, array_agg(p."start") AS starts, array_agg(p."end") AS ends,
       array_agg(p.embedding) AS embeddings FROM passages p JOIN articles a ON a.number = p.article
       WHERE p.id = ANY ($1::integer[]) GROUP BY a.number`,
      [ids],
    );
    const articles = new Map<string, Article>();
    const passages = rows.flatMap(({ ids, starts, ends, embeddings, ...row }) => {
      const article = this.#verified(row);
      articles.set(article.id, article);
      return ids.map((id, i) => {
        const span: Span = { start: starts[i]!, end: ends[i]! };
        if (!isPassageOf(article, span, embeddings[i]!))
          throw this.#damaged(`passage ${id} is not what was written`);
        return { id, articleId: article.id, ...span };
      });
    });
    return { passages, articles };
  };

  /** What a damaged disk altered is never quoted. */
  #verified(row: ArticleRow): Article {
    const { hash, ...article } = storedArticle(row);
    if (isWhole({ hash, ...article })) return article;
    throw this.#damaged(`the article ${article.file} is not what was written`);
  }

  article: Index['article'] = async (typed) => {
    const id = withoutNul(typed);
    const row =
      (await this.#db.row<ArticleRow>(`SELECT ${articleColumns('a')} FROM articles a WHERE a.id = $1`, [
        id,
      ])) ??
      (await this.#db.row<ArticleRow>(
        `SELECT ${articleColumns('a')} FROM duplicates d JOIN articles a ON a.address = d.address WHERE d.id = $1`,
        [id],
      ));
    return row && this.#verified(row);
  };

  sourceAt: Index['sourceAt'] = (address, filter) =>
    this.#db.row<Source>(
      `SELECT ${sourceColumns('a')} FROM articles a WHERE a.address = $${FIRST} AND ${filterOn('a')}`,
      [...filterValues(filter), withoutNul(address)],
    );

  findSources: Index['findSources'] = async (words, filter, limit) => {
    const byTitle = await this.#sourcesByTitle(words, filter, limit);
    if (byTitle.length === limit || words.length === 0) return byTitle;
    return distinctSources([...byTitle, ...(await this.#sourcesByText(words, filter, limit))], limit);
  };

  /** Those whose title or outlet has all the words, the last as a beginning; no words give the newest. */
  #sourcesByTitle(words: readonly string[], filter: Filter, limit: number): Promise<Source[]> {
    if (words.length === 0)
      return this.#db.rows(
        `SELECT ${sourceColumns('a')} FROM articles a WHERE ${filterOn('a')}
         ORDER BY a.published DESC, a.number LIMIT $${FIRST}`,
        [...filterValues(filter), limit],
      );
    const queries = soughtWords(words);
    const query = [...queries.slice(0, -1), ...queries.slice(-1).map((last) => `${last}:*`)].join(' & ');
    // All have all of the words: the fewer others there are, the better.
    return this.#db.rows(
      `SELECT ${sourceColumns('a')} FROM articles a WHERE a.title_words @@ $${FIRST}::tsquery AND ${filterOn('a')}
       ORDER BY ts_rank_cd('{1, 1, 1, 1}', a.title_words, $${FIRST}::tsquery, 2) DESC, a.published DESC, a.number
       LIMIT $${FIRST + 1}`,
      [...filterValues(filter), query, limit],
    );
  }

  /** Of the passages that match the words best; without their texts, as it is asked with every letter typed. */
  async #sourcesByText(words: readonly string[], filter: Filter, limit: number): Promise<Source[]> {
    const ids = (await this.keyword(words, filter, limit * 4)).map(({ id }) => id);
    const rows = await this.#db.rows<Source & { passage: number }>(
      `SELECT p.id AS passage, ${sourceColumns('a')} FROM passages p JOIN articles a ON a.number = p.article
       WHERE p.id = ANY ($1::integer[])`,
      [ids],
    );
    const sources = new Map(rows.map(({ passage, ...source }) => [passage, source]));
    return distinctSources(
      ids.flatMap((id) => sources.get(id) ?? []),
      limit,
    );
  }

  speakers: Index['speakers'] = async (prefix, filter, k) => {
    const beginning = wordsOf(prefix.slice(0, MAX_PREFIX).toLowerCase()).join(' ');
    const isLimited = limitsArticles(filter);
    const within = isLimited
      ? `AND q.article IN (SELECT a.number FROM articles a WHERE ${filterOn('a', 4)})`
      : '';
    return this.#db.rows<QuotedSpeaker>(
      `SELECT person AS key, quotations, (
         SELECT speaker FROM quotations q WHERE q.person = persons.person ${within}
         GROUP BY speaker ORDER BY bool_or(key = person) DESC, count(*) DESC, length(speaker) DESC, speaker LIMIT 1
       ) AS speaker FROM (
         SELECT person, count(*) AS quotations FROM quotations q WHERE (person LIKE $1 OR person LIKE $2) ${within}
         GROUP BY person ORDER BY quotations DESC, person LIMIT $3
       ) persons ORDER BY quotations DESC, person`,
      [`${beginning}%`, `% ${beginning}%`, k, ...(isLimited ? filterValues(filter) : [])],
    );
  };

  quotationsBy: Index['quotationsBy'] = async (key, filter, words, k, skip = 0) => {
    const match = soughtStems(words).join(' & ');
    const near = match
      ? `AND EXISTS (SELECT 1 FROM passages p WHERE p.article = q.article AND p."start" < q."end" AND p."end" > q."start"
         AND p.words @@ $${FIRST + 3}::tsquery)`
      : '';
    // One statement, so that what is quoted is looked for in the article that it was found in, and not in a newer one.
    const rows = await this.#db.rows<ArticleRow & QuotationColumns>(
      `WITH found AS (
         SELECT a.number, q."start", q."end", q.speaker FROM quotations q JOIN articles a ON a.number = q.article AND ${filterOn('a')}
         WHERE q.person = $${FIRST} ${near}
         ORDER BY a.published DESC, a.number DESC, q."start" LIMIT $${FIRST + 1} OFFSET $${FIRST + 2}
       )
       SELECT ${articleColumns('a')}, array_agg(f."start" ORDER BY f."start") AS starts,
       array_agg(f."end" ORDER BY f."start") AS ends, array_agg(f.speaker ORDER BY f."start") AS speakers
       FROM found f JOIN articles a ON a.number = f.number GROUP BY a.number ORDER BY a.published DESC, a.number DESC`,
      [...filterValues(filter), withoutNul(key), k, skip, ...(match ? [match] : [])],
    );
    return rows.flatMap(({ starts, ends, speakers, ...row }) => {
      const article = this.#verified(row);
      return starts.map((start, i) => {
        const found = quotationIn(article, { start, end: ends[i]!, speaker: speakers[i]! });
        if (!found) throw this.#damaged(`a quotation of ${article.file} is not what was written`);
        return { ...found, article };
      });
    });
  };

  coverage: Index['coverage'] = async (filter = {}) => {
    await this.#build();
    return known(this.#coverages, keyOf(filter), async () => ({
      ...(await coverageOf(this.#db, filter)),
      model: this.#model.name,
    }));
  };

  articlesByMonth: Index['articlesByMonth'] = (filter) =>
    this.#db.rows<MonthCount>(
      `SELECT left(published, 7) AS month, outlet, count(*) AS articles FROM articles a WHERE ${filterOn('a')}
       GROUP BY 1, outlet ORDER BY 1, outlet`,
      filterValues(filter),
    );

  /** Asked each time: whether an answer is of one build has to be known for sure. */
  version: Index['version'] = async () => (await this.#asked()).build;

  /** What a build changes is seen without opening anything anew; after damage the next build is another index. */
  isCurrent(): boolean {
    if (this.#damagedBuild === null) return true;
    this.#build().catch(() => {});
    return this.#known <= this.#damagedBuild;
  }

  isLinked(): boolean {
    return true;
  }

  close(): void {
    void this.#listener?.close();
    void this.#db.close();
  }
}

interface PassageColumns {
  ids: number[];
  starts: number[];
  ends: number[];
  embeddings: Buffer[];
}

interface QuotationColumns {
  starts: number[];
  ends: number[];
  speakers: string[];
}

const keyOf = ({ from, to, outlet, outlets }: Filter): string => JSON.stringify([from, to, outlet, outlets]);

/** What is known of a part of the archive, or is asked for now; what fails is asked for again. */
function known<T>(parts: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = parts.get(key);
  if (before) return before;
  if (parts.size >= PARTS_KEPT) parts.clear();
  const asked = ask();
  parts.set(key, asked);
  asked.catch(() => parts.delete(key));
  return asked;
}
