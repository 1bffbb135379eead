// What articles that come change in the answers of an archive that is open.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

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
