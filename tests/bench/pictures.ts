// `npm run pictures`: answers of the shipped corpus as Discord shows them, photographed in headless Chromium for the README.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { readSettings } from '../../src/config.ts';
import { renderOutlets } from '../../src/discord/views/answer-pages.ts';
import { renderAnswer } from '../../src/discord/views/answer.ts';
import { onFirstScreen } from '../../src/discord/views/first-screen.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { DESKTOP, PHONE, drawPage, type Drawn } from '../support/discord-page.ts';
import { EXAMPLE, ROOT } from '../support/project.ts';

const CHROMIUM = process.env.CHROMIUM ?? 'chromium';
/** Around and between the two screens. */
const MARGINS = 3 * 16;
const SCALE = 1.25;
/** Few colours make a small file, and text needs no more. */
const COLOURS = 48;
/** A README that loads at once. */
const MAX_BYTES = 150_000;
const NOW = new Date('2025-10-07T12:00:00Z');

const QUESTIONS = {
  answer: 'How many hectares of eelgrass would the dredging destroy?',
  abstention: 'When does the airport open?',
  outlets: 'How many homes were flooded on Lower Staithe?',
};

const folder = mkdtempSync(join(tmpdir(), 'attest-pictures-'));
try {
  await photographAll();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function photographAll(): Promise<void> {
  const settings = readSettings({
    CORPUS_DIR: EXAMPLE,
    EMBEDDINGS_DIR: folder,
    LOG_LEVEL: 'silent',
  });
  await buildIndex(settings);
  const archive = await openArchive(settings);
  for (const name of ['answer', 'abstention', 'outlets'] as const)
    await photograph(name, drawPage(await drawn(archive, name)));
  archive.close();
}

async function drawn(archive: Archive, name: keyof typeof QUESTIONS): Promise<Drawn> {
  const question = QUESTIONS[name];
  const found = await archive.ask({ question: question, today: '2025-10-07', outlets: null });
  // The index was built just now; a bot's is a day old.
  const answer = onFirstScreen({
    ...found,
    coverage: { ...found.coverage, indexedAt: '2025-10-07T09:00:00Z' },
  });
  if (name !== 'outlets')
    return { payload: renderAnswer(answer, { now: NOW, messages: messagesFor('en') }), replyTo: question };
  if (answer.kind !== 'answered') throw new Error(`Expected an answer to "${question}".`);
  return {
    payload: renderOutlets(answer, { today: answer.asOf, filter: {} }, NOW, messagesFor('en')),
    isPrivate: true,
  };
}

async function photograph(name: string, page: string): Promise<void> {
  const html = join(folder, `${name}.html`);
  const raw = join(folder, `${name}.png`);
  const picture = join(ROOT, 'docs', `picture-${name}.png`);
  writeFileSync(html, `${page}<script>document.title = document.body.scrollHeight</script>`);
  const width = PHONE + DESKTOP + MARGINS;
  const common = ['--headless', '--no-sandbox', '--hide-scrollbars', '--disable-lcd-text', '--disable-gpu'];
  const dump = execFileSync(
    CHROMIUM,
    [...common, `--window-size=${width},200`, '--dump-dom', `file://${html}`],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const height = Number(/<title>(\d+)<\/title>/.exec(dump)?.[1]);
  const sized = [`--window-size=${width},${height}`, `--force-device-scale-factor=${SCALE}`];
  execFileSync(CHROMIUM, [...common, ...sized, `--screenshot=${raw}`, `file://${html}`], {
    stdio: 'ignore',
  });
  await sharp(raw).png({ palette: true, colours: COLOURS, effort: 10 }).toFile(picture);
  const { size } = statSync(picture);
  process.stdout.write(`${picture}: ${Math.round(size / 1000)} kB\n`);
  if (size > MAX_BYTES) throw new Error(`${picture} is larger than ${MAX_BYTES} bytes.`);
}
