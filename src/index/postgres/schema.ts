// The tables of an index in PostgreSQL, in a schema of its own for each model and version. Passages repeat the day and the
// outlet of their article: a filter is then applied while the graph of vectors is walked. Text is compared byte by byte
// (collation "C"), as SQLite does it. A passage's words and vector lie in its row, not beside it: ranking is some times faster so. Derived data: a change here makes a new version, and the index is built anew.
import { hash } from 'node:crypto';
import type { Model } from '../../model/models.ts';
import { PASSAGE_WORDS, PASSAGES_VERSION } from '../../corpus/passages.ts';
import { STORE_VERSION } from '../schema.ts';

/** Changes with the schema below; what is stored in it changes with `STORE_VERSION`, too. */
const POSTGRES_VERSION = 1;

const PREFIX = 'attest_';

/** The schema of the index that a model makes, and the hash of everything that shapes it. */
export function schemaOf({ fingerprint: made, dimension }: Pick<Model, 'fingerprint' | 'dimension'>): {
  schema: string;
  fingerprint: string;
} {
  const parts = [STORE_VERSION, POSTGRES_VERSION, PASSAGES_VERSION, PASSAGE_WORDS, dimension, made];
  const fingerprint = hash('sha256', parts.join(' ')).slice(0, 12);
  return { schema: PREFIX + fingerprint, fingerprint };
}

/** Schemas that hold an index, as a regular expression; that of the server data is none. */
export const INDEX_SCHEMAS = `^${PREFIX}[0-9a-f]{12}$`;

/** Channel on which a build tells that it has switched the index over, with the name of the schema. */
export const BUILD_CHANNEL = 'attest_build';
/** Channel on which it tells that texts wait to be embedded, with the name of the schema. */
export const WANTED_CHANNEL = 'attest_wanted';

const ARTICLE = `
  id text COLLATE "C" NOT NULL, file text COLLATE "C" NOT NULL, size bigint NOT NULL, mtime bigint NOT NULL,
  change text COLLATE "C" NOT NULL, hash text COLLATE "C" NOT NULL, title text COLLATE "C" NOT NULL, url text COLLATE "C",
  address text COLLATE "C" NOT NULL, outlet text COLLATE "C" NOT NULL, byline text COLLATE "C",
  published text COLLATE "C" NOT NULL, language text COLLATE "C", length integer NOT NULL, text text COLLATE "C" NOT NULL,
  unquotable text NOT NULL, title_words tsvector NOT NULL, words tsvector NOT NULL`;

const PASSAGE = (dimension: number) => `
  "start" integer NOT NULL, "end" integer NOT NULL, embedding bytea NOT NULL, length integer NOT NULL,
  words tsvector NOT NULL, vector halfvec(${dimension})`;

const QUOTATION = `
  "start" integer NOT NULL, "end" integer NOT NULL, speaker text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL`;

/**
 * Makes the tables. Names of files and addresses may change places within one transaction, so they are looked at when it ends.
 * @param dimension numbers of an embedding
 */
export const schemaSql = (dimension: number): string => `
CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text NOT NULL);
CREATE TABLE state (build integer NOT NULL, passages integer NOT NULL, words bigint NOT NULL);
INSERT INTO state VALUES (0, 0, 0);

CREATE TABLE articles (
  number integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,${ARTICLE},
  CONSTRAINT articles_id UNIQUE (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT articles_file UNIQUE (file) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT articles_address UNIQUE (address) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX articles_by_day ON articles (published, outlet);
CREATE INDEX articles_by_language ON articles (language);
CREATE INDEX articles_by_title ON articles USING gin (title_words);
CREATE INDEX articles_by_word ON articles USING gin (words);
CREATE TABLE duplicates (
  file text COLLATE "C" PRIMARY KEY, id text COLLATE "C" NOT NULL, url text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL, size bigint NOT NULL, mtime bigint NOT NULL, change text COLLATE "C" NOT NULL,
  published text COLLATE "C" NOT NULL, length integer NOT NULL
);
CREATE INDEX duplicates_by_id ON duplicates (id);
CREATE TABLE passages (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, article integer NOT NULL,
  published text COLLATE "C" NOT NULL, outlet text COLLATE "C" NOT NULL,${PASSAGE(dimension)} NOT NULL
) WITH (toast_tuple_target = 8160);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_embedding ON passages (embedding);
CREATE INDEX passages_by_day ON passages (published, outlet);
CREATE TABLE quotations (
  article integer NOT NULL,${QUOTATION}, person text COLLATE "C" NOT NULL, PRIMARY KEY (article, "start")
);
CREATE INDEX quotations_by_key ON quotations (key, speaker);
CREATE INDEX quotations_by_person ON quotations (person, article);
CREATE TABLE terms (term text COLLATE "C" PRIMARY KEY, passages integer NOT NULL);
CREATE TABLE words (id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, word text COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE spellings (key integer NOT NULL, word integer NOT NULL, PRIMARY KEY (key, word));

CREATE UNLOGGED TABLE staged_articles (place integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,${ARTICLE}, UNIQUE (id));
CREATE UNLOGGED TABLE staged_passages (article text COLLATE "C" NOT NULL,${PASSAGE(dimension)});
CREATE INDEX staged_passages_by_article ON staged_passages (article);
CREATE UNLOGGED TABLE staged_quotations (article text COLLATE "C" NOT NULL,${QUOTATION});
CREATE INDEX staged_quotations_by_article ON staged_quotations (article);
CREATE TABLE embeddings (hash bytea PRIMARY KEY, text text, vector halfvec(${dimension}));
CREATE INDEX embeddings_wanted ON embeddings (hash) WHERE vector IS NULL;
INSERT INTO meta VALUES ('dimension', '${dimension}');
`;

/** Indexes that are made once the first build has written its rows: some times faster than row by row. */
export const SEARCH_INDEXES = `
CREATE INDEX IF NOT EXISTS passages_by_word ON passages USING gin (words);
CREATE INDEX IF NOT EXISTS passages_by_vector ON passages USING hnsw (vector halfvec_ip_ops);
`;

/** The statements of a script that has no semicolon within one. */
export const statementsOf = (script: string): string[] =>
  script.split(';').filter((statement) => statement.trim() !== '');
