// Who is quoted in the archive, and with what.
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { articleId } from '../../src/corpus/articles.ts';
import { openDatabase } from '../../src/index/database.ts';
import { openStore, type Store } from '../../src/index/store.ts';
import { putText, urlOf } from '../support/filled-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

let path: string;
let store: Store;
beforeEach(() => {
  path = join(temporaryFolder(), 'index.db');
  store = openStore(path, true);
  put('a', '2024-01-01', 'Harbour master Ines Calder said the ferry was late. Calder said the quay was wet.');
  put(
    'b',
    '2024-02-01',
    'Amos Reed, the mayor, said taxes would fall.\n\n“Nobody knows who said that here.”',
  );
  put('c', '2024-03-01', 'Ines Calder said the ferry had sunk.');
});

const put = (name: string, published: string, text: string) => putText(store, name, text, { published });

const said = (...asked: Parameters<Store['quotationsBy']>) =>
  store.quotationsBy(...asked).map(({ article, start, end }) => article.text.slice(start, end));

test('speakers are found by the beginning of any of their names, whatever role an article gives them', () => {
  const calder = { key: 'ines calder', speaker: 'harbour master Ines Calder', quotations: 2 };
  expect(store.speakers('cal', {}, 5)).toEqual([{ ...calder, speaker: 'Harbour master Ines Calder' }]);
  expect(store.speakers('Ines C', {}, 5)).toHaveLength(1);
  expect(store.speakers('nobody', {}, 5)).toEqual([]);
});

test('no beginning gives the most quoted first', () => {
  expect(store.speakers('', {}, 5).map(({ key }) => key)).toEqual(['ines calder', 'amos reed']);
  expect(store.speakers('', {}, 1)).toHaveLength(1);
});

test('what somebody said is found newest first', () => {
  expect(said('ines calder', {}, [], 5)).toEqual([
    'Ines Calder said the ferry had sunk.',
    'Harbour master Ines Calder said the ferry was late. Calder said the quay was wet.',
  ]);
  expect(said('ines calder', {}, [], 1)).toHaveLength(1);
});

test('words and a filter limit it', () => {
  expect(said('ines calder', {}, ['wet'], 5)).toHaveLength(1);
  expect(said('ines calder', {}, ['ferries', 'sinking'], 5)).toEqual([
    'Ines Calder said the ferry had sunk.',
  ]);
  expect(said('ines calder', {}, ['ferries', 'taxes'], 5)).toEqual([]);
  expect(said('ines calder', { to: '2024-01-31' }, ['ferry'], 5)).toHaveLength(1);
  expect(said('amos reed', { outlet: 'Courier' }, [], 5)).toEqual([]);
});

test('what leaves the archive is quoted no more', () => {
  store.transaction(() => store.removeArticle(articleId(urlOf('c'))));
  expect(said('ines calder', {}, [], 5)).toHaveLength(1);
});

test('a quotation that was altered on disk is never shown', () => {
  const db = openDatabase(path, false);
  db.run("UPDATE quotations SET speaker = 'Amos Reed' WHERE key = 'ines calder'");
  db.close();
  expect(() => said('ines calder', {}, [], 5)).toThrow(/is not what was written/);
});

test('whoever one article calls by the last name alone is the one whom another names in full', () => {
  put('d', '2024-04-01', 'The board met. “The ferry will sail again,” Mrs Calder said on Monday.');
  expect(store.speakers('calder', {}, 5).map(({ key }) => key)).toEqual(['ines calder', 'calder']);
  store.settle(false);
  expect(store.speakers('calder', {}, 5).map(({ key, quotations }) => [key, quotations])).toEqual([
    ['ines calder', 3],
  ]);
  expect(said('ines calder', {}, ['sail'], 5)).toHaveLength(1);
});

test('and is told apart again when somebody else is called so', () => {
  put('d', '2024-04-01', 'The board met. “The ferry will sail again,” Mrs Calder said on Monday.');
  store.settle(false);
  put('e', '2024-05-01', 'Ada Calder said that the quay was dry.');
  store.settle(false);
  expect(store.speakers('calder', {}, 5).map(({ key }) => key)).toEqual([
    'ines calder',
    'ada calder',
    'calder',
  ]);
});

test('an organisation without a name of its own is nobody to look up: that of another town is another', () => {
  put('d', '2024-04-01', 'The fire department said that the quay was closed.');
  expect(store.speakers('fire', {}, 5)).toEqual([]);
});
