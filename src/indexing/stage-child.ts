// One of the processes that `StagePool` starts: it reads articles for their passages, words and quotations, and writes them.
import { serveParent } from '../child-process.ts';
import { openDatabase } from '../index/postgres/open-database.ts';
import type { Postgres } from '../postgres.ts';
import { stageArticles, type PutArticle, type Staging } from './stage-articles.ts';

export interface StageApi {
  /** As `stageArticles` does, over a connection of its own. */
  stage(url: string, staging: Staging, articles: PutArticle[]): Promise<void>;
}

let opening: Promise<Postgres> | undefined;

// What interrupts the command at the terminal is for its process, with which this one ends.
process.on('SIGINT', () => {});

serveParent<StageApi>({
  async stage(url, staging, articles) {
    opening ??= openDatabase(url, staging.schema);
    await stageArticles(await opening, staging, articles);
  },
});
