// `npm start` over an archive in PostgreSQL that several processes share.
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/build.ts';
import { lockBuilds } from '../../src/indexing/backend.ts';
import { attest, startAttest, outcomeOf } from '../support/command-line.ts';
import { describeWithPostgres, freshDatabase } from '../support/postgres-server.ts';
import { settingsOf } from '../support/shipped.ts';
import { temporaryCorpus, temporaryFolder } from '../support/temporary.ts';

const QUESTION = 'When will the Gull Holm ferry return?';
const ANSWER = 'Oct. 22';

describeWithPostgres('npm start over a shared archive', () => {
  test('answers from it whatever articles lie on this machine, and leaves it as it is', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    await buildIndex(settings);
    const env = {
      ATTEST_INDEX: settings.ATTEST_INDEX,
      EMBEDDINGS_DIR: temporaryFolder(),
      CORPUS_DIR: temporaryCorpus([
        'date 2025-10-20 https://other.example/x\n\nAnother\n\nThe ferry was sold for scrap.\n',
      ]),
    };
    expect((await attest(['start'], { env, input: QUESTION })).stdout).toContain(ANSWER);
    expect((await attest(['start'], { env, input: QUESTION })).stdout).toContain('24 articles');
    // Nor does it matter where there are none at all.
    const nowhere = { ...env, CORPUS_DIR: '/nowhere' };
    expect((await attest(['start'], { env: nowhere, input: QUESTION })).stdout).toContain(ANSWER);
  });

  test('waits for the first build while another process makes it', async () => {
    const settings = settingsOf({ ATTEST_INDEX: await freshDatabase() });
    const unlock = await lockBuilds(settings);
    const env = {
      ATTEST_INDEX: settings.ATTEST_INDEX,
      EMBEDDINGS_DIR: temporaryFolder(),
      CORPUS_DIR: settings.CORPUS_DIR,
    };
    const child = startAttest(['start'], { env, input: QUESTION });
    const told = new Promise<void>((resolve) => {
      let stderr = '';
      child.stderr.on('data', (data: Buffer) => {
        stderr += data.toString();
        if (stderr.includes('Waiting until it is done.')) resolve();
      });
    });
    const ended = outcomeOf(child);
    await told;
    await unlock();
    expect((await ended).stdout).toContain(ANSWER);
  });
});
