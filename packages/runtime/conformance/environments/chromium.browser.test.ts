import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { checkInBrowser } from './checks-in-browser.js';
import { startIsolatedServer } from './isolated-server.js';

const openChromium = () =>
  chromium.launch({
    executablePath: process.env['INTERLOCKED_CHROMIUM'] ?? '',
    // Chromium has no sandbox for root, and the page is our own.
    chromiumSandbox: process.getuid?.() !== 0,
  });

checkInBrowser(async () => {
  const browser = await openChromium();
  const page = await browser.newPage();
  return { page, mayWorkletBlock: false, close: () => browser.close() };
});

it('gives a guard back at the end of its scope, by `using` of the browser itself', async () => {
  const server = await startIsolatedServer();
  const browser = await openChromium();
  const page = await browser.newPage();
  await page.goto(server.origin);
  const held = await page.evaluate(`import('/runtime/index.js').then(async ({ Mutex }) => {
    const mutex = new Mutex();
    const held = [];
    {
      using guard = await mutex.acquire();
      held.push(mutex.isLocked);
    }
    return [...held, mutex.isLocked];
  })`);
  await browser.close();
  await server.stop();
  expect(held).toEqual([true, false]);
});
