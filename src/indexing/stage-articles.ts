// Articles that are new or changed -> what PostgreSQL has of them until the build is whole: passages, words, quotations, texts to embed.
import { chunk, embeddedText } from '../corpus/passages.ts';
import { stage, type Build, type StagedArticle } from '../index/postgres/staging.ts';
import { hashOf } from '../index/stored.ts';
import type { Postgres } from '../postgres.ts';
import { languageOf } from '../text/languages.ts';
import type { Change } from './corpus-changes.ts';

/** An article that is to be written, as it is sent between processes. */
export type PutArticle = Omit<Change, 'moved'>;

/** What is written to. */
export type Staging = Build & { schema: string };

/** Writes articles in one transaction. */
export async function stageArticles(
  db: Postgres,
  staging: Staging,
  articles: readonly PutArticle[],
): Promise<void> {
  await stage(db, staging, await Promise.all(articles.map(stagedArticle)));
}

async function stagedArticle({ article, found, hash }: PutArticle): Promise<StagedArticle> {
  const passages = chunk(article).map(({ start, end }) => {
    const text = article.text.slice(start, end);
    return { start, end, text, embedding: hashOf(embeddedText(article.title, text)) };
  });
  return { article, found, hash, passages, language: await languageOf(article.text) };
}
