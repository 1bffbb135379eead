// What is kept of texts: nothing is worked out twice, and no more is kept than was said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { cachedByText } from '../../src/text/text-cache.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const counted = () => {
  const seen: string[] = [];
  return { seen, length: cachedByText((text) => seen.push(text) && text.length, 10) };
};

test('a text is read once, however often it is asked for', () => {
  const { seen, length } = counted();
  expect([length('harbour'), length('harbour'), length('')]).toEqual([7, 7, 0]);
  expect([length('harbour'), length('')]).toEqual([7, 0]);
  expect(seen).toEqual(['harbour', '']);
});

test('beyond as many characters as are kept the one goes that was asked for longest ago', () => {
  const { seen, length } = counted();
  ['pier', 'quay', 'pier', 'ship', 'pier', 'quay'].forEach(length);
  expect(seen).toEqual(['pier', 'quay', 'ship', 'quay']);
});

test('a text longer than all that is kept is read, and takes the place of none', () => {
  const { seen, length } = counted();
  expect(['pier', 'an endless text', 'pier'].map(length)).toEqual([4, 15, 4]);
  expect(seen).toEqual(['pier', 'an endless text']);
});

test('what is known of words is forgotten when articles come', async () => {
  const corpus = temporaryFolder();
  const write = (name: string, text: string) =>
    writeFileSync(
      join(corpus, `${name}.txt`),
      `date 2025-01-0${name} https://a.example/${name}\n\n${text}\n`,
    );
  const settings = settingsOf({ CORPUS_DIR: corpus });
  write(
    '1',
    'Orchards\n\nLate frost has ruined a third of the apple blossom, growers in Merrin said on Sunday.',
  );
  await buildIndex(settings);
  const archive = await openArchive(settings);
  const ask = () => archive.ask({ question: 'When will the airport of Merrin open?', outlets: null });
  expect(await ask()).toMatchObject({ kind: 'abstained', cause: { words: ['airport', 'open'] } });
  write('2', 'Airport\n\nThe airport of Merrin will open on 4 May, the council said on Monday.');
  await buildIndex(settings);
  expect(await ask()).toMatchObject({ kind: 'answered' });
  archive.close();
});
