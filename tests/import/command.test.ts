// `npm run attest -- import` as a person runs it.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attest } from '../support/command-line.ts';
import { temporaryFolder } from '../support/temporary.ts';

const folder = temporaryFolder();
const corpus = join(folder, 'corpus');
const env = { CORPUS_DIR: corpus, EMBEDDINGS_DIR: join(folder, 'embeddings') };
const dump = join(folder, 'dump.jsonl');
writeFileSync(
  dump,
  '{"headline":"One","url":"https://a.example/1","date":"2024-05-01","story":"Words."}\nbroken\n',
);

test('it tells every refusal, the counts and what to do next, and once more that all is known', async () => {
  const first = await attest(['import', dump, '--map', 'title=headline,text=story'], { env });
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toMatch(
    /^dump\.jsonl#2: The record cannot be read: .*\n1 new, 0 updated, 0 known already, 1 refused\nThey lie in .*imported\. .*npm run index\n$/,
  );
  const second = await attest(
    ['import', dump, '--map', 'title=headline', 'text=story', '--json', '--dry-run'],
    { env },
  );
  expect(second.lines.map((line) => JSON.parse(line))).toEqual([
    {
      kind: 'refused',
      origin: 'dump.jsonl#2',
      causes: [
        { kind: 'not a record', reason: expect.any(String), told: expect.stringContaining('Mend it') },
      ],
    },
    { new: 0, updated: 0, known: 1, refused: 1, passedOver: 0, dryRun: true },
  ]);
});

test('what it does not understand it says, and brings nothing', async () => {
  const map = await attest(['import', dump, '--map', 'heading=headline'], { env });
  expect(map.code).toBe(1);
  expect(map.stderr).toContain('title, url, published, outlet, byline, text');
  const none = await attest(['import', join(folder, 'nowhere')], {
    env: { ...env, CORPUS_DIR: join(folder, 'other') },
  });
  expect(none).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no such file or folder.'),
  });
  expect(existsSync(join(folder, 'other'))).toBe(false);
});
