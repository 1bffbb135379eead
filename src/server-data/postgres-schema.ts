// The tables of server data in PostgreSQL. Unlike the index they cannot be built anew: a change here is one more step at the
// end of the list, which takes every older schema with it. How many a schema has taken stands in `meta`.

/** The schema that holds them, in the database of the index. */
export const SCHEMA = 'attest_people';

/** From an empty schema to the present tables. */
export const STEPS: readonly string[] = [
  `CREATE TABLE ${SCHEMA}.meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE ${SCHEMA}.settings (
  server text NOT NULL, channel text NOT NULL, name text NOT NULL, value text NOT NULL,
  PRIMARY KEY (server, channel, name)
);
CREATE TABLE ${SCHEMA}.votes (
  answer text NOT NULL, person text NOT NULL, vote smallint NOT NULL CHECK (vote IN (-1, 1)),
  server text NOT NULL, at bigint NOT NULL, PRIMARY KEY (answer, person)
);
CREATE INDEX votes_by_person ON ${SCHEMA}.votes (person);
CREATE INDEX votes_by_time ON ${SCHEMA}.votes (at);
CREATE TABLE ${SCHEMA}.questions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at bigint NOT NULL, server text NOT NULL, answer text NOT NULL,
  kind text NOT NULL, permille integer NOT NULL, ms bigint NOT NULL, text text, person text NOT NULL
);
CREATE INDEX questions_by_person ON ${SCHEMA}.questions (person);
CREATE INDEX questions_by_time ON ${SCHEMA}.questions (at, id);
CREATE TABLE ${SCHEMA}.greeted (server text PRIMARY KEY, at bigint NOT NULL);
CREATE UNLOGGED TABLE ${SCHEMA}.asked (
  key text PRIMARY KEY, since timestamptz NOT NULL, times bigint NOT NULL
);`,
];
