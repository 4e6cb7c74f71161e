import { chromium } from 'playwright-core';
import { checkInBrowser } from './checks-in-browser.js';

checkInBrowser(async () => {
  const browser = await chromium.launch({
    executablePath: process.env['INTERLOCKED_CHROMIUM'] ?? '',
    // Chromium has no sandbox for root, and the page is our own.
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage();
  return { page, mayWorkletBlock: false, close: () => browser.close() };
});
