// What the owner is served over HTTP, on a bot that is logged in to a loopback Discord.
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { HostError } from '../../src/errors.ts';
import type { IndexState } from '../../src/indexing/index-state.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { ownerWords } from '../../src/messages/owner-wording.ts';
import { serveOwner, type OwnerServer } from '../../src/owner/server.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { GUILD_ID } from '../support/loopback/types.ts';
import {
  archive,
  bot,
  discord,
  folder,
  heldUp,
  mentioned,
  QUESTION,
  QUOTE,
  setBeforehand,
  settings,
  start,
  startWith,
  typing,
} from '../support/running-bot.ts';
import { ARTICLES, coverageOf, SmallArchive } from '../support/small-archive.ts';

const TOKEN = 'a-token-for-the-owner-alone';
const WORDS = ownerWords(messagesFor('en'));

const STATE: IndexState = {
  fingerprint: 'c4f8ba4519a1',
  files: { 'index.db': 2_500_000 },
  coverage: coverageOf([]),
  unlinked: 0,
  libraryTrouble: null,
  builder: null,
  endedEarly: false,
  waiting: { new: 2, changed: 0, gone: 0 },
  problems: [{ file: 'notes/<b>bad</b>.txt', line: 3, cause: { kind: 'no title' } }],
  skipped: [],
  passedOver: null,
  example: null,
  troubles: [],
};

let server: OwnerServer | undefined;
let looks: number;
const log = pino({ level: 'silent' });

beforeEach(() => {
  looks = 0;
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const takeLook = () => {
  looks++;
  return Promise.resolve(STATE);
};

/** Serves on a free port. */
async function serve(more: Record<string, string> = {}): Promise<void> {
  const set = settings({ ATTEST_HTTP: '127.0.0.1:0', ...more });
  server = await serveOwner(bot, { ...set, ATTEST_HTTP: set.ATTEST_HTTP! }, log, takeLook);
}

interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request, with the headers that a test wants: `fetch` does not let go of Host and Origin. */
function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  const url = new URL(path, server!.url);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const asForm = () => ({
  origin: server!.url.replace(/\/$/, ''),
  'content-type': 'application/x-www-form-urlencoded',
});
const askOnPage = (question: string, headers: Record<string, string> = asForm()) =>
  send('/ask', { method: 'POST', headers, body: new URLSearchParams({ question }).toString() });

/** What a page says, without its tags and its style. */
const saidIn = ({ body }: Reply) =>
  body
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  test('says how bot and archive are, and has nothing that is run or fetched', async () => {
    await start();
    await serve();
    const page = await send('/');
    expect(page.status).toBe(200);
    expect(saidIn(page)).toContain('connected to Discord');
    expect(saidIn(page)).toMatch(/Articles 3 Passages 3 Servers 1 Questions waiting 0/);
    expect(page.body).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|style="|url\(/i);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'/);
    expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  test('names the problems with files and their remedies, once they were looked at', async () => {
    await start();
    await serve();
    await send('/');
    const page = await send('/');
    expect(page.body).toContain('notes/&lt;b&gt;bad&lt;/b&gt;.txt');
    expect(saidIn(page)).toContain('In the corpus since: 2 new, 0 changed, 0 gone. Run: npm run index');
    expect(saidIn(page)).toContain('Index c4f8ba4519a1: 2.5 MB');
    expect(looks).toBe(1);
    expect((await send('/look', { method: 'POST', headers: asForm() })).status).toBe(303);
    expect(looks).toBe(2);
  });

  test('tells what was asked and not answered where texts are kept', async () => {
    await setBeforehand(null, { texts: true });
    const data = openServerDataFile(folder);
    const asked = { answer: '1', userId: '812345678901234567', server: GUILD_ID, confidence: 0.1, ms: 5 };
    await data.record({ ...asked, text: 'Who owns <the> lighthouse?', kind: 'abstained' });
    await data.record({ ...asked, text: 'When does the bridge open?', kind: 'answered' });
    await data.close();
    await start();
    await serve();
    const page = await send('/');
    expect(page.body).toContain('Who owns &lt;the&gt; lighthouse?');
    expect(saidIn(page)).toMatch(/Question Asked Who owns &lt;the&gt; lighthouse\? 1 × Index/);
  });

  test.each([
    ['de-DE,de;q=0.9', 'de'],
    ['ru', 'ru'],
    ['fr', 'en'],
  ])('speaks the language of the browser: %s', async (accepted, language) => {
    await start();
    await serve();
    const page = await send('/', { headers: { 'accept-language': accepted } });
    expect(page.body).toContain(`<html lang="${language}">`);
    expect(saidIn(page)).toContain(ownerWords(messagesFor(language)).unanswered);
    expect(saidIn(page)).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('asking', () => {
  test('gives the quote, and how it was chosen', async () => {
    await start();
    await serve();
    const page = await askOnPage(QUESTION);
    expect(page.status).toBe(200);
    expect(saidIn(page)).toContain(QUOTE);
    expect(page.body).toContain(`value="${QUESTION}"`);
  });

  test('is not kept, and told to nobody in Discord', async () => {
    await setBeforehand(null, { texts: true });
    await start();
    await serve();
    await askOnPage(QUESTION);
    const data = openServerDataFile(folder);
    expect((await data.counts()).questions).toBe(0);
    await data.close();
    expect(discord.requests.filter(({ path }) => /messages/.test(path))).toEqual([]);
  });

  test('counts for the limit of questions a minute', async () => {
    await startWith({ USER_LIMIT: '2' });
    await serve();
    for (let i = 0; i < 2; i++) expect((await askOnPage(QUESTION)).status).toBe(200);
    const refused = await askOnPage(QUESTION);
    expect(refused.status).toBe(429);
    expect(saidIn(refused)).toContain('You have asked 2 times within a minute.');
    // The page itself is there all the same.
    expect((await send('/')).status).toBe(200);
  });

  test('waits behind others, and is refused where too many wait', async () => {
    await startWith({ MAX_WAITING: '1', USER_LIMIT: '0' });
    await serve();
    const open = heldUp();
    discord.mention(QUESTION);
    await typing();
    const waiting = askOnPage('What did the growers say about the frost?');
    await discord.until('one to wait', () => bot.services.archive.waiting === 1);
    const refused = await askOnPage('Why do the ferry captains doubt it?');
    expect(refused.status).toBe(429);
    open();
    expect((await waiting).status).toBe(200);
  });

  test.each([
    ['no question', '   ', 400],
    ['endless text', 'x'.repeat(100_000), 413],
  ])('%s is refused with a sentence', async (_, question, status) => {
    await start();
    await serve();
    const page = await askOnPage(question);
    expect(page.status).toBe(status);
    expect(saidIn(page)).toContain(WORDS.refused[status as 400]);
  });

  test('an archive that cannot be asked is said to be so', async () => {
    await start();
    await serve();
    archive.delay = () =>
      Promise.reject(new HostError('The index x.db is damaged.', 'Run: npm run index', { isDamage: true }));
    const page = await askOnPage(QUESTION);
    expect(page.status).toBe(503);
    expect(saidIn(page)).toContain('The index x.db is damaged.');
    expect((await send('/healthz')).status).toBe(503);
  });

  test('whatever articles hold is shown as text', async () => {
    const text = `The harbour bridge will <script>alert(1)</script> reopen, "said" 'one' & <img src=x onerror=alert(1)>.`;
    const hostile = new SmallArchive([
      {
        ...ARTICLES[0]!,
        text,
        title: '</title><script>alert(2)</script>\u202e',
        outlet: `"><svg onload=alert(3)>`,
        url: 'javascript:alert(4)',
      },
      ...HOSTILE.map((each, i) => ({ ...ARTICLES[1]!, id: `c${i}`, title: each, outlet: each, text: each })),
    ]);
    await start({ archive: hostile });
    await serve();
    for (const page of [await send('/'), await askOnPage('When will the harbour bridge reopen, <script>?')]) {
      expect(page.body).not.toMatch(/<script|<img|<svg onload|javascript:|\u202e/);
      expect(page.body.match(/<(?:title|main|html)\b[^>]*>/g)?.length).toBeLessThanOrEqual(
        2 + (page.body.match(/<title>/g)?.length ?? 0),
      );
    }
    expect((await askOnPage('When will the harbour bridge reopen?')).body).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;',
    );
  });
});

describe('is kept from', () => {
  test('pages that have a name of theirs point to this machine', async () => {
    await start();
    await serve();
    for (const host of ['evil.example', 'evil.example:9464', '127.0.0.1.evil.example'])
      expect((await send('/', { headers: { host } })).status, host).toBe(421);
    for (const host of ['localhost', '127.0.0.1:1', '[::1]:9464'])
      expect((await send('/', { headers: { host } })).status, host).toBe(200);
  });

  test('forms of other pages', async () => {
    await start();
    await serve();
    const { origin: _, ...form } = asForm();
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])
      expect((await askOnPage(QUESTION, { ...form, origin })).status, origin).toBe(403);
    expect((await askOnPage(QUESTION, form)).status).toBe(403);
    expect((await send('/look', { method: 'POST', headers: form })).status).toBe(403);
    expect(
      (await askOnPage(QUESTION, { origin: asForm().origin, 'content-type': 'text/plain' })).status,
    ).toBe(400);
  });

  test('other ways of asking: GET changes nothing', async () => {
    await start();
    await serve();
    for (const path of ['/ask?question=x', '/look']) expect((await send(path)).status, path).toBe(405);
    expect(looks).toBe(0);
    for (const path of ['/nowhere', '/__proto__', '/%2e%2e/etc/passwd'])
      expect((await send(path)).status, path).toBe(404);
    expect((await send('/', { method: 'DELETE', headers: asForm() })).status).toBe(405);
    expect((await send('/', { method: 'HEAD' })).body).toBe('');
  });

  test('whoever does not know the token, where there is one', async () => {
    await start();
    await serve({ ATTEST_HTTP_TOKEN: TOKEN });
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
    for (const path of ['/', '/metrics', '/healthz']) {
      expect((await send(path)).status).toBe(401);
      for (const authorization of ['Bearer wrong', basic('wrong'), `Digest ${TOKEN}`, 'Bearer', ''])
        expect((await send(path, { headers: { authorization } })).status).toBe(401);
      for (const authorization of [`Bearer ${TOKEN}`, basic(TOKEN)])
        expect((await send(path, { headers: { authorization } })).status).toBe(200);
    }
    expect((await send('/')).headers['www-authenticate']).toMatch(/^Basic/);
    const headers = { ...asForm(), authorization: basic(TOKEN) };
    expect((await askOnPage(QUESTION, headers)).status).toBe(200);
  });

  test('other machines, unless there is a token', async () => {
    await start();
    for (const address of ['0.0.0.0:0', '[::]:0', '192.168.1.7:9464', 'attest.example:80'])
      await expect(serve({ ATTEST_HTTP: address }), address).rejects.toThrow(/there is no ATTEST_HTTP_TOKEN/);
    await serve({ ATTEST_HTTP: '0.0.0.0:0', ATTEST_HTTP_TOKEN: TOKEN });
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await send('/healthz', { headers })).status).toBe(200);
  });

  test('a port that is taken, with a sentence', async () => {
    await start();
    await serve();
    const { host } = new URL(server!.url);
    const set = settings({ ATTEST_HTTP: host });
    await expect(serveOwner(bot, { ...set, ATTEST_HTTP: host }, log, takeLook)).rejects.toThrow(
      /^Nothing can be served at ATTEST_HTTP=.*EADDRINUSE/,
    );
  });
});

test('/healthz tells when the connection is lost', async () => {
  await start();
  await serve();
  const well = await send('/healthz');
  expect(well.status).toBe(200);
  expect(JSON.parse(well.body)).toEqual({
    status: 'ok',
    gateway: { connected: 1, shards: 1 },
    index: { articles: ARTICLES.length, indexedAt: '2025-05-01T08:00:00.000Z' },
  });
  discord.dropGateway({ code: 1006 });
  await expect.poll(async () => (await send('/healthz')).status).toBe(503);
  await discord.ready();
  await expect.poll(async () => (await send('/healthz')).status).toBe(200);
});

test('/metrics counts questions, answers, abstentions and stages, from Discord and from the page', async () => {
  await start();
  await serve();
  await mentioned(QUESTION);
  await mentioned('Zzyzx qwrt?');
  await askOnPage(QUESTION);
  const { body, headers } = await send('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  const valueOf = (name: string) =>
    Number(
      body
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1),
    );
  expect(valueOf('attest_questions_total{asked="mention"}')).toBe(2);
  expect(valueOf('attest_questions_total{asked="page"}')).toBe(1);
  expect(valueOf('attest_answers_total')).toBe(2);
  expect(valueOf('attest_abstentions_total{cause="unclear"}')).toBe(1);
  expect(valueOf('attest_errors_total{kind="bug"}')).toBe(0);
  for (const stage of ['search', 'read', 'show'])
    expect(valueOf(`attest_stage_seconds_count{stage="${stage}"}`)).toBe(3);
  expect(valueOf('attest_stage_seconds_count{stage="wait"}')).toBeGreaterThanOrEqual(2);
  expect(valueOf('attest_queue_waiting')).toBe(0);
  expect(valueOf('attest_gateway_connected_shards')).toBe(1);
  expect(valueOf('attest_index_articles')).toBe(ARTICLES.length);
  expect(valueOf('attest_index_age_seconds')).toBeGreaterThan(0);
  expect(valueOf('attest_index_bytes')).toBe(0);
  expect(valueOf('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  // Nothing that anybody has typed.
  expect(body).not.toMatch(/bridge|Zzyzx/i);
});

test('/metrics counts what fails, by why', async () => {
  await start();
  await serve();
  archive.delay = () => Promise.reject(new Error('a bug'));
  await mentioned(QUESTION);
  const { body } = await send('/metrics');
  expect(body).toContain('attest_errors_total{kind="bug"} 1');
});
