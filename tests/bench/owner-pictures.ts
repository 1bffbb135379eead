// `npm run pictures:owner`: the owner's page, photographed in headless Chromium on phone and desktop, light and dark.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openChromium, startOwnerSite } from '../support/owner-site.ts';
import { ROOT } from '../support/project.ts';

const QUESTION = 'How many hectares of eelgrass would the dredging destroy?';
const SCREENS = {
  phone: { width: 390, height: 1800 },
  desktop: { width: 1100, height: 1500 },
};
/** Few colours make a small file, and text needs no more. */
const COLOURS = 32;
const MAX_BYTES = 150_000;

const folder = mkdtempSync(join(tmpdir(), 'attest-pictures-'));
const into = process.argv[2] ?? join(ROOT, 'docs');
const browser = await openChromium();
if (!browser) throw new Error('There is no Chromium here. Install it: apt install chromium');
const site = await startOwnerSite(folder);
/** What reads takes its time at the first question. */
await askFirst();
try {
  for (const [screen, viewport] of Object.entries(SCREENS))
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.goto(site.url);
      await page.getByRole('textbox').fill(QUESTION);
      await page.getByRole('textbox').press('Enter');
      await page.waitForURL(/\/ask/);
      await page.evaluate('scrollTo(0, 0)');
      const picture = join(into, `owner-${screen}-${colorScheme}.png`);
      const isWhole = process.argv[3] === 'whole';
      const raw = await page.screenshot({ fullPage: isWhole });
      await sharp(raw).png({ palette: true, colours: COLOURS, effort: 10 }).toFile(picture);
      const { size } = statSync(picture);
      process.stdout.write(`${picture}: ${Math.round(size / 1000)} kB\n`);
      if (size > MAX_BYTES && !isWhole) throw new Error(`${picture} is larger than ${MAX_BYTES} bytes.`);
      await page.close();
    }
} finally {
  await browser.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function askFirst(): Promise<void> {
  const page = await browser!.newPage();
  await page.goto(site.url);
  await page.getByRole('textbox').fill('Who is the harbour master?');
  await page.getByRole('textbox').press('Enter');
  await page.waitForURL(/\/ask/);
  await page.close();
}
