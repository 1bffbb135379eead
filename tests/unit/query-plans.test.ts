// The plan of every SQL statement: whatever a question asks goes through an index, whatever the archive's size.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressKey } from '../../src/corpus/addresses.ts';
import { articleId } from '../../src/corpus/articles.ts';
import { openDatabase, type SqlDatabase, type Values } from '../../src/index/database.ts';
import { embeddedText } from '../../src/corpus/passages.ts';
import { Store } from '../../src/index/store.ts';
import { hashOf } from '../../src/index/stored.ts';
import { putText, urlOf } from '../support/filled-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Statements that have to see everything, and when they run. */
const SCANS_ALLOWED: [RegExp, string][] = [
  [/^SELECT CAST\(file AS .* AS "hash:text" FROM articles UNION ALL .* FROM duplicates$/, 'once a build'],
  [/GROUP BY outlet/, 'when the archive has changed'],
  [/GROUP BY substr\(published, 1, 7\), outlet/, 'when the owner opens the page, along an index'],
  [/^SELECT count\(\*\) AS passages FROM passages$/, 'when the archive has changed'],
  [/ORDER BY published DESC LIMIT \?$/, 'along an index, and only as far as the limit'],
  [
    /FROM quotations WHERE \(person LIKE/,
    'along the index of names, which is in memory: a name may be typed from its middle',
  ],
  [/FROM quotations GROUP BY key, speaker$/, 'when the archive has changed'],
  [/FROM removed_passages$/, 'a table of at most some thousand ids'],
];

/** A database that keeps the text of every statement. */
function recording(db: SqlDatabase, seen: Map<string, Values>): SqlDatabase {
  const note = (sql: string, values: Values = []) => seen.set(sql.replace(/\s+/g, ' ').trim(), values);
  return {
    ...db,
    rows: (sql, values) => (note(sql, values), db.rows(sql, values)),
    row: (sql, values) => (note(sql, values), db.row(sql, values)),
    column: (sql, values) => (note(sql, values), db.column(sql, values)),
    run: (sql, values) => (note(sql, values), db.run(sql, values)),
  };
}

test('no statement scans a table of articles, passages or embeddings', () => {
  const db = openDatabase(join(temporaryFolder(), 'index.db'), true);
  const seen = new Map<string, Values>();
  const store = new Store(recording(db, seen), true);
  const [id, hash] = [articleId(urlOf('ferry')), hashOf(embeddedText('ferry', 'The ferry is late.'))];
  putText(store, 'ferry', 'The ferry is late.');
  store.updateFile(id, { file: 'a.txt', path: '', size: 2, mtime: 2, change: '' });
  store.hasEmbedding(hash);
  const filters = [
    {},
    { from: '2024-01-01', to: '2024-02-01' },
    { outlet: 'Gazette' },
    { outlets: ['Gazette'] },
  ];
  for (const filter of filters) {
    store.keyword(['ferry'], filter, 5);
    store.passageIds(filter);
    store.coverage(filter);
    store.articlesByMonth(filter);
    store.speakers('cal', filter, 5);
  }
  store.read([1]);
  store.vectors([1]);
  store.passageIdsAfter(0, 5);
  store.frequency('ferri');
  store.article(id);
  store.sourceAt(addressKey(urlOf('ferry')), {});
  store.removeDuplicate('ferry.txt');
  store.sourcesByTitle(['ferry'], {}, 5);
  store.sourcesByTitle([], {}, 5);
  store.sourcesByText(['ferry'], {}, 5);
  store.knownFiles();
  store.quotationsBy('ines calder', {}, [], 5);
  store.quotationsBy('ines calder', { outlet: 'Gazette' }, ['ferry'], 5);
  store.removedIds();
  store.settle(true);
  store.removeArticle(id);
  store.forgetRemoved([1]);

  const scans = [...seen].flatMap(([sql, values]) => {
    if (/^(PRAGMA|INSERT)/.test(sql) || SCANS_ALLOWED.some(([pattern]) => pattern.test(sql))) return [];
    const plan = db.rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values).map(({ detail }) => detail);
    return plan
      .filter((detail) =>
        /^SCAN (a|p|e|q|duplicate|articles|duplicates|passages|embeddings|quotations)\b/.test(detail),
      )
      .map((detail) => `${detail}: ${sql}`);
  });
  expect(seen.size).toBeGreaterThan(25);
  expect(scans).toEqual([]);
});
