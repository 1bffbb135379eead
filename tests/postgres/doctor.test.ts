// What `attest doctor` says of a database: reachable and usable or not, in each language, and never with its password.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { lookAtDatabase } from '../../src/doctor/database.ts';
import { doctor } from '../../src/doctor/doctor.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { openPostgres, type Postgres } from '../../src/postgres.ts';
import { findingsJson, renderFindings } from '../../src/terminal/doctor-report.ts';
import { describeWithPostgres, freshDatabase, sharedPostgres } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/temporary.ts';

const said = async (url: string, language: 'en' | 'de' | 'ru' = 'en') =>
  renderFindings(await lookAtDatabase(url), messagesFor(language)).split('\n');

test('a database that cannot be reached is named without its password', async () => {
  const findings = await lookAtDatabase('postgres://attest:S3cret@127.0.0.1:1/archive');
  expect(JSON.stringify(findingsJson(findings))).not.toContain('S3cret');
  expect(renderFindings(findings, messagesFor('en'))).toMatch(
    /^WRONG +Database: No PostgreSQL answers at 127\.0\.0\.1:1\/archive: the connection is refused\. Start the server/,
  );
});

describeWithPostgres('a database that answers', () => {
  let [url, admin]: [string, Postgres?] = [''];
  beforeAll(async () => {
    url = await freshDatabase();
    admin = openPostgres(url);
    await admin.change("CREATE ROLE owner LOGIN PASSWORD 'owner'");
  });
  afterAll(async () => {
    await admin!.change('DROP ROLE owner');
    await admin!.close();
  });

  test('is told with its version and size, and is given nothing', async () => {
    expect(await said(url)).toEqual([
      expect.stringMatching(/^note +Database: the first build makes pgvector [\d.]+ there\.$/),
      'Nothing is wrong.',
      '',
    ]);
    await admin!.change('CREATE EXTENSION vector');
    expect((await said(url))[0]).toMatch(
      /^ok +Database: PostgreSQL 1\d\S* with pgvector 0\.\S+ answers at 127\.0\.0\.1:\d+\/test_\S+; the database has \S+ MB\.$/,
    );
    expect((await said(url, 'de'))[0]).toMatch(
      /^gut +Datenbank: PostgreSQL .* antwortet unter .* hat \S+ MB\.$/,
    );
    expect((await said(url, 'ru'))[0]).toMatch(
      /^в порядке +База данных: PostgreSQL .* отвечает .* \S+ МБ\.$/,
    );
  });

  test('is wrong where the role has no rights, or its encoding is another', async () => {
    const clause = "ENCODING SQL_ASCII LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0";
    const other = await freshDatabase(await sharedPostgres(), clause);
    const lines = await said(other.replace(/\/\/[^@]+@/, '//owner:owner@'));
    expect(lines.filter((line) => line.startsWith('WRONG'))).toEqual([
      'WRONG        Database: its encoding is SQL_ASCII, not UTF8.',
      'WRONG        Database: pgvector is not in it, and the role “owner” may not make it.',
      'WRONG        Database: the role “owner” may not make schemas, so nothing can be built.',
    ]);
    expect(lines).toContain(
      `             → Let an administrator run: GRANT CREATE ON DATABASE ${new URL(other).pathname.slice(1)} TO owner`,
    );
  });

  test('that takes no writes answers all the same', async () => {
    await admin!.change('CREATE EXTENSION IF NOT EXISTS vector');
    const lines = await said(`${url}?options=-c%20default_transaction_read_only%3Don`);
    expect(lines[0]).toMatch(/^ok /);
    expect(lines[1]).toMatch(/^note +Database: it is set to be read only/);
  });

  test('is looked at with all the rest where it is set', async () => {
    const settings = {
      ATTEST_INDEX: url,
      EMBEDDINGS_DIR: temporaryFolder(),
      CORPUS_DIR: temporaryFolder(),
      READER: 'off',
      DISCORD_TOKEN: '',
    };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    const { text } = await doctor(messagesFor('en'), {});
    vi.unstubAllEnvs();
    expect(text).toMatch(/^(?:ok|note) +Database: /m);
    expect(text).not.toContain(new URL(url).password);
  });
});
