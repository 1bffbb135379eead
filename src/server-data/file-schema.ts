// The tables of server data. Unlike the index it cannot be built anew: a change here is one more step
// at the end of the list, which takes every older file with it.

/** From an empty file to the present tables; a file's `user_version` is how many of the steps it has taken. */
export const STEPS: readonly string[] = [
  `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE settings (
  server TEXT NOT NULL, channel TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (server, channel, name)
) WITHOUT ROWID;
CREATE TABLE votes (
  answer TEXT NOT NULL, person TEXT NOT NULL, vote INTEGER NOT NULL CHECK (vote IN (-1, 1)),
  server TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (answer, person)
) WITHOUT ROWID;
CREATE INDEX votes_by_person ON votes (person);
CREATE INDEX votes_by_time ON votes (at);
CREATE TABLE questions (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, server TEXT NOT NULL, answer TEXT NOT NULL, kind TEXT NOT NULL,
  permille INTEGER NOT NULL, ms INTEGER NOT NULL, text TEXT, person TEXT NOT NULL
);
CREATE INDEX questions_by_person ON questions (person);
CREATE INDEX questions_by_time ON questions (at);`,
  `CREATE TABLE greeted (server TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;`,
];
