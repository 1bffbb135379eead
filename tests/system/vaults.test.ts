// Archives as people keep them are indexed with nothing told as a problem that a person would not call one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { indexState } from '../../src/indexing/index-state.ts';
import { verifyIndex } from '../../src/indexing/verify.ts';
import { renderState } from '../../src/terminal/index-report.ts';
import { attest } from '../support/command-line.ts';
import { ENGLISH } from '../support/english.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { hugoSection, jekyllPosts, obsidianVault, type Vault } from '../support/vaults.ts';

describe.each<[string, (folder: string) => Vault]>([
  ['clippings in an Obsidian vault', obsidianVault],
  ['a section of a Hugo site', hugoSection],
  ['the posts of a Jekyll blog', jekyllPosts],
])('%s', (_, make) => {
  test('are 30 files, each an article, skipped with a reason, or passed over; and the index knows', async () => {
    const vault = make(temporaryFolder());
    expect(vault.articles + vault.skipped + vault.passedOver).toBe(30);
    const settings = settingsOf({ CORPUS_DIR: vault.folder });
    const report = await buildIndex(settings, { strict: true });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ articles: vault.articles });
    expect(report.skipped).toHaveLength(vault.skipped);
    const { other, hidden, ignored } = report.passedOver;
    expect(other + hidden + ignored).toBe(vault.passedOver);

    const state = await indexState(settings);
    expect(state).toMatchObject({
      waiting: { new: 0, changed: 0, gone: 0 },
      problems: [],
      skipped: report.skipped,
    });
    const shown = renderState(state, new Date(), ENGLISH);
    for (const { file } of report.skipped) expect(shown).toContain(`\n${file}: `);
    expect((await verifyIndex(settings, () => {})).findings).toEqual([]);
  });
});

test('an article without an address is quoted by title, outlet and day, and no link is made up', async () => {
  const corpus = temporaryFolder();
  mkdirSync(join(corpus, 'Ormley Times'));
  writeFileSync(
    join(corpus, 'Ormley Times/lido.md'),
    '---\ntitle: A letter on the lido\ndate: 7 March 1987\n---\n\nThe lido in Quorbeck should open at dawn, wrote Ann Lee.\n',
  );
  // Neither of the two ends anything.
  writeFileSync(join(corpus, 'outlets.yaml'), 'a.example: [');
  writeFileSync(join(corpus, 'todo.md'), 'Buy a boat.');
  const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: temporaryFolder() };
  const index = await attest(['index', '--json'], { env });
  expect(JSON.parse(index.stdout)).toMatchObject({
    articles: 1,
    problems: [{ file: 'outlets.yaml', line: 1, message: expect.stringMatching(/names no outlet/) }],
    skipped: [{ file: 'todo.md', message: expect.any(String), remedy: expect.any(String) }],
    passedOver: { other: 0, hidden: 0, ignored: 0 },
  });
  const question = 'When should the lido in Quorbeck open?';
  const { quotes, nearest } = JSON.parse((await attest(['ask', '--json', question], { env })).stdout) as {
    quotes: unknown[];
    nearest: unknown[];
  };
  expect([...quotes, ...nearest][0]).toMatchObject({
    link: null,
    article: { title: 'A letter on the lido', url: null, outlet: 'Ormley Times', published: '1987-03-07' },
  });
  const shown = await attest(['ask', question], { env });
  expect(shown.stdout).toMatch(/Ormley Times, 7 March 1987 · A letter on the lido/);
  expect(shown.stdout).not.toMatch(/null|https?:/);
  const status = await attest(['status', '--json'], { env });
  expect(JSON.parse(status.stdout)).toMatchObject({
    ...{ skipped: [{ file: 'todo.md' }], problems: [{ file: 'outlets.yaml' }] },
    index: { waiting: { new: 0 } },
  });
});
