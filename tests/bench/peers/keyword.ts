// Peers that search by words alone: SQLite's FTS5 and MiniSearch.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stopwords } from '@orama/stopwords/english';
import MiniSearch from 'minisearch';
import { openDatabase, text } from '../../../src/index/database.ts';
import { stem, words } from '../../../src/text/words.ts';
import { HITS, type Cut, type Peer, type PeerHit } from './peer.ts';

/** Plain BM25, the floor. */
export const fts5: Peer = {
  name: 'SQLite FTS5',
  packages: ['libsql'],
  settings: 'any word of the question, `porter unicode61`, title weight 1 (0.5 and 2 were no better)',
  async build(workshop) {
    mkdirSync(workshop.folder, { recursive: true });
    const db = openDatabase(join(workshop.folder, 'fts5.db'), true);
    db.script(
      `CREATE VIRTUAL TABLE passages USING fts5 (title, text, url UNINDEXED, tokenize='porter unicode61')`,
    );
    const passages = workshop.passages();
    db.transaction(() => {
      for (const { title, text, url } of passages)
        db.run('INSERT INTO passages (title, text, url) VALUES (?, ?, ?)', [title, text, url]);
    });
    const sql = `SELECT ${text('url')}, ${text('text')} FROM passages WHERE passages MATCH ?
      ORDER BY bm25(passages, 1.0, 1.0) LIMIT ${HITS}`;
    return {
      passages: passages.length,
      async search(question) {
        const any = [...new Set(words(question))].map((word) => `"${word}"`).join(' OR ');
        const hits = any === '' ? [] : db.rows<PeerHit>(sql, [any]);
        return async () => hits;
      },
      close: () => db.close(),
    };
  },
};

const STOP_WORDS = new Set(stopwords);

/** The library has neither stop words nor stems: its documentation hands both to `processTerm`. */
function processTerm(term: string): string | null {
  const word = term.toLowerCase();
  return STOP_WORDS.has(word) ? null : stem(word);
}

export const miniSearch: Peer = {
  name: 'MiniSearch',
  packages: ['minisearch'],
  settings:
    'BM25+, any word, title boost 2, stop words and Porter stems through `processTerm` (title boost 1 and stop words ' +
    'alone were as good; plain words and `fuzzy: 0.2` with and without `prefix` worse on the whole and far slower)',
  async build(workshop) {
    const index = new MiniSearch<Cut & { id: number }>({
      fields: ['title', 'text'],
      storeFields: ['url', 'text'],
      processTerm,
      searchOptions: { boost: { title: 2 }, combineWith: 'OR' },
    });
    const passages = workshop.passages();
    index.addAll(passages.map((passage, id) => ({ ...passage, id })));
    return {
      passages: passages.length,
      async search(question) {
        const hits = index.search(question).slice(0, HITS) as unknown as PeerHit[];
        return async () => hits;
      },
      close() {},
    };
  },
};
