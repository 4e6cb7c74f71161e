import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startIsolatedServer } from './isolated-server.js';

const WORKERS = 2;
const ROUNDS = 300_000;
const ATTEMPTS = 20;

let server: Awaited<ReturnType<typeof startIsolatedServer>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startIsolatedServer();
  browser = await chromium.launch({
    executablePath: process.env['INTERLOCKED_CHROMIUM'] ?? '',
    // Chromium has no sandbox for root, and the page is our own.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  page = await browser.newPage();
  await page.goto(server.origin);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('loads the built package into a cross-origin isolated page', async () => {
  expect(await page.evaluate('crossOriginIsolated')).toBe(true);
});

it('loses no increment of two workers, which lose some on a plain cell, and tells the page', async () => {
  const total = WORKERS * ROUNDS;
  let lost = 0;
  for (let attempt = 0; attempt < ATTEMPTS && lost === 0; attempt += 1) {
    const seen = await hammer();
    expect(seen.counter).toBe(total);
    lost = total - seen.plain;
  }

  expect(lost).toBeGreaterThan(0);
});

function hammer(): Promise<{ counter: number; plain: number }> {
  const load = JSON.stringify({ workers: WORKERS, rounds: ROUNDS });
  // A string, because vitest rewrites the imports of a function, and the page cannot follow.
  return page.evaluate(`import('/hammer.mjs').then(({ hammer }) => hammer(${load}))`);
}
