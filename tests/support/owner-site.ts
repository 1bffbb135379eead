// The owner's page on a real archive: the example, the bundled reader, a bot on a loopback Discord, and what was asked of it.
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { openArchive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { readSettings } from '../../src/config.ts';
import { startBot } from '../../src/discord/bot.ts';
import { indexState } from '../../src/indexing/index-state.ts';
import { serveOwner } from '../../src/owner/server.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { startDiscord, TOKEN } from './loopback/discord.ts';
import { GUILD_ID } from './loopback/types.ts';
import { EXAMPLE } from './project.ts';

/** Questions without an answer, with how often each was asked. */
const UNANSWERED: [string, number][] = [
  ['When does the airport open?', 4],
  ['When will the airport open', 2],
  ['Who owns the lighthouse?', 3],
  ['How much is a ticket for the <b>museum</b>?', 1],
];

export interface OwnerSite {
  url: string;
  stop(): Promise<void>;
}

/** @param folder empty; the corpus and the index lie there */
export async function startOwnerSite(folder: string, { reader = 'bundled' } = {}): Promise<OwnerSite> {
  const [corpus, embeddings] = [join(folder, 'corpus'), join(folder, 'embeddings')];
  cpSync(EXAMPLE, corpus, { recursive: true });
  writeFileSync(
    join(corpus, 'undated.txt'),
    'title: A note without a day\nurl: https://gazette.example/a\n\nText.\n',
  );
  writeFileSync(
    join(corpus, 'ahead.txt'),
    'title: Next century\nurl: https://gazette.example/b\npublished: 2099-01-01\n\nText.\n',
  );
  const discord = await startDiscord();
  const settings = readSettings({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API: discord.api,
    CORPUS_DIR: corpus,
    EMBEDDINGS_DIR: embeddings,
    READER: reader,
    LOG_LEVEL: 'silent',
  });
  await buildIndex(settings);
  await keepQuestions(embeddings);
  const log = pino({ level: 'silent' });
  const archive = await openArchive(settings, log);
  const build = () => buildIndex(settings);
  const bot = await startBot({
    settings,
    log,
    archive,
    openArchive: () => openArchive(settings, log),
    build,
  });
  await discord.ready();
  const server = await serveOwner(bot, { ...settings, ATTEST_HTTP: '127.0.0.1:0' }, log, () =>
    indexState(settings),
  );
  return {
    url: server.url,
    stop: async () => {
      await server.close();
      await bot.stop();
      await discord.stop();
    },
  };
}

async function keepQuestions(folder: string): Promise<void> {
  const data = openServerDataFile(folder);
  await data.set(GUILD_ID, null, { texts: true });
  const asked = { userId: '812345678901234567', server: GUILD_ID, confidence: 0.2, ms: 180 };
  const keep = (text: string, kind: 'answered' | 'abstained', i: number) =>
    data.record({ ...asked, answer: `${text}${i}`, text, kind });
  for (const [text, times] of UNANSWERED) for (let i = 0; i < times; i++) await keep(text, 'abstained', i);
  for (let i = 0; i < 40; i++) await keep(`When is the dredging vote, part ${i}?`, 'answered', i);
  await data.close();
}

const CHROMIUMS = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The Chromium of this machine; null where there is none. */
export async function openChromium(): Promise<Browser | null> {
  const executablePath = CHROMIUMS.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) return null;
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}
