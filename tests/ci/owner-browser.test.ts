// The owner's page in a real browser: on a phone and on a desk, light and dark, by keyboard alone, as a screen reader has it.
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChromium, startOwnerSite, type OwnerSite } from '../support/owner-site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const QUESTION = 'How many hectares of eelgrass would the dredging destroy?';
const PATIENCE_MS = 60_000;

let browser: Browser | null;
let site: OwnerSite;

beforeAll(async () => {
  browser = await openChromium();
  if (browser) site = await startOwnerSite(temporaryFolder(), { reader: 'off' });
}, PATIENCE_MS);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** A page, and what the browser complained of: among it whatever the policy of the page forbade. */
async function opened(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser!.newPage(options);
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url)) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(site.url);
  return { page, complaints };
}

async function ask(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(QUESTION);
  await page.getByRole('button', { name: 'Ask the archive' }).click();
  await page.getByRole('heading', { name: QUESTION }).waitFor();
}

const SCREENS = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

describe.each(SCREENS)('on a screen of $width pixels', (viewport) => {
  test.for(['light', 'dark'] as const)(
    'nothing is cut off, and nothing is against WCAG, %s',
    async (colorScheme, { skip }) => {
      if (!browser) return skip('there is no Chromium here');
      // What looks at the page from within is a script, which the page itself may not have.
      const { page } = await opened({ viewport, colorScheme, bypassCSP: true });
      await ask(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await page.addScriptTag({ content: axe.source });
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
      await page.close();
    },
  );
});

test('the browser has nothing to complain of, and asks nobody else for anything', async (context) => {
  if (!browser) return context.skip('there is no Chromium here');
  const { page, complaints } = await opened();
  await ask(page);
  // The style is the page's own: it was let through.
  expect(await page.evaluate("getComputedStyle(document.querySelector('dl')).display")).toBe('flex');
  expect(complaints).toEqual([]);
  await page.close();
});

test('all of it can be done by keyboard', async (context) => {
  if (!browser) return context.skip('there is no Chromium here');
  const { page } = await opened();
  const focused = () => page.evaluate('document.activeElement.outerHTML.slice(0, 60)');
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('href="#content"');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('<input');
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: QUESTION }).waitFor();
  // What is asked next begins behind the answer.
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('<a href="https://');
  await page.close();
});

test('a picture of it is a picture', async (context) => {
  if (!browser) return context.skip('there is no Chromium here');
  const { page } = await opened({ viewport: SCREENS[1]! });
  await ask(page);
  const blank = (await (await browser.newPage({ viewport: SCREENS[1]! })).screenshot()).length;
  expect((await page.screenshot()).length).toBeGreaterThan(4 * blank);
  await page.close();
});
