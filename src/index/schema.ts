// The tables of the store. Numbers of articles and passages are never used again: whoever holds one of something
// that was taken out finds nothing, not something else. Files that tell an article under another address are its duplicates. Passages taken out are kept as ids until the vector index forgets them.
// Derived data: a change here makes a new version, and the index is built anew.

import { TOKENS, VOCABULARY_SCHEMA } from './vocabulary.ts';

/** Changes with the schema below and with the rules for what a file shows and for speakers, which are stored: the index is rebuilt, never migrated. */
export const STORE_VERSION = 9;
export const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL, mtime INTEGER NOT NULL, change TEXT NOT NULL, hash TEXT NOT NULL,
  title TEXT NOT NULL, url TEXT, address TEXT NOT NULL UNIQUE, outlet TEXT NOT NULL, byline TEXT, published TEXT NOT NULL,
  language TEXT, length INTEGER NOT NULL, text TEXT NOT NULL, unquotable TEXT NOT NULL
);
CREATE TABLE duplicates (
  file TEXT PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, address TEXT NOT NULL,
  size INTEGER NOT NULL, mtime INTEGER NOT NULL, change TEXT NOT NULL, published TEXT NOT NULL, length INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX duplicates_by_id ON duplicates (id);
CREATE INDEX articles_by_day ON articles (published, outlet);
CREATE INDEX articles_by_language ON articles (language);
CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, embedding BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_embedding ON passages (embedding);
CREATE TABLE quotations (
  article INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  speaker TEXT NOT NULL, key TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (article, start)
) WITHOUT ROWID;
CREATE INDEX quotations_by_key ON quotations (key, speaker);
CREATE INDEX quotations_by_person ON quotations (person, article);
CREATE TABLE removed_passages (id INTEGER PRIMARY KEY, embedding BLOB NOT NULL);
CREATE TABLE embeddings (hash BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE passage_words USING fts5 (
  title, text, content='', contentless_delete=1, tokenize="porter ${TOKENS}"
);
CREATE VIRTUAL TABLE terms USING fts5vocab (passage_words, 'row');
CREATE VIRTUAL TABLE title_words USING fts5 (
  title, outlet, content='', contentless_delete=1, prefix='2 3', tokenize="${TOKENS}"
);${VOCABULARY_SCHEMA}`;
