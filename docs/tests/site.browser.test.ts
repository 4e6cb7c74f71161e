import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildSite, pagesOf, serveFrom, type BuiltSite } from './built-site.js';

const BUILD_TIMEOUT_MS = 180_000;

let site: BuiltSite;
let browser: Browser;

beforeAll(async () => {
  site = buildSite();
  browser = await chromium.launch({
    executablePath: process.env['INTERLOCKED_CHROMIUM'] ?? '',
    // Chromium has no sandbox for root, and the pages are our own.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-background-networking'],
  });
}, BUILD_TIMEOUT_MS);

afterAll(async () => {
  await browser?.close();
  site?.remove();
});

it('every page has a heading, finds its files, asks no other host, and fits a narrow screen', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const complaints: string[] = [];
  await serveFrom(site, context, (complaint) => complaints.push(complaint));
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  for (const path of pagesOf(site)) {
    await page.goto(site.origin + path);
    complaints.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
  }
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  await context.close();
});

async function faultsOf(page: Page): Promise<string[]> {
  const heading = await page.locator('h1').first().innerText();
  const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
  return [
    ...(heading.trim() === '' ? ['no heading'] : []),
    ...(width > 390 ? [`${width} pixels wide`] : []),
  ];
}

it('the search finds a page without a server', async () => {
  const context = await browser.newContext();
  const complaints: string[] = [];
  await serveFrom(site, context, (complaint) => complaints.push(complaint));
  const page = await context.newPage();
  await page.goto(site.origin);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('advisory lock');
  await page.getByRole('option').first().click();
  await page.waitForURL(/guide|libraries|rules/);
  expect(complaints).toEqual([]);
  await context.close();
});

it('the picture of a lost update is told to those who do not see it', async () => {
  const context = await browser.newContext();
  await serveFrom(site, context, () => undefined);
  const page = await context.newPage();
  await page.goto(`${site.origin}/guide/lost-update`);
  const picture = page.getByRole('img', { name: 'Two requests interleave and one update is lost' });
  expect(await picture.count()).toBe(1);
  await context.close();
});

it('a page that asks another host is noticed', async () => {
  const context = await browser.newContext();
  const complaints: string[] = [];
  await serveFrom(site, context, (complaint) => complaints.push(complaint));
  const page = await context.newPage();
  await page.goto(`${site.origin}/guide/lost-update`);
  const failing = "fetch('https://elsewhere.test/font.woff2').catch(() => 0)";
  await page.evaluate(`${failing}.then(() => fetch('/gone.js'))`);
  expect(complaints).toEqual([
    'asks another host: https://elsewhere.test/font.woff2',
    'does not find /gone.js',
  ]);
  await context.close();
});
