import { type Browser, chromium } from 'playwright-core';

/** The browser that is installed. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['INTERLOCKED_CHROMIUM'] ?? '',
    // Chromium has no sandbox for root, and the pages are our own.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
