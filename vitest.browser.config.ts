import { configDefaults, defineConfig } from 'vitest/config';
import { findChromium } from './scripts/engines/chromium.js';
import { findFirefox } from './scripts/engines/firefox.js';

const chromium = findChromium();
if (chromium === undefined) {
  const what = `Chromium: not installed.
Install it (apt-get install chromium), or set INTERLOCKED_CHROMIUM to a browser's path.`;
  if (process.env['CI'] === 'true') throw new Error(`A browser is missing. ${what}`);
  console.warn(`\nNOT TESTED: every test in ${what}\n`);
}

const firefox = findFirefox();
if (firefox === undefined) {
  console.warn(`\nNOT TESTED: every test in Firefox: not installed.
Install it (apt-get install firefox-esr), or set INTERLOCKED_FIREFOX to its path.\n`);
}

const inFirefox = '**/*.firefox.browser.test.ts';

export default defineConfig({
  test: {
    name: 'browser',
    include: [
      ...(chromium === undefined ? [] : ['**/*.browser.test.ts']),
      ...(firefox === undefined ? [] : [inFirefox]),
    ],
    exclude: [...configDefaults.exclude, ...(firefox === undefined ? [inFirefox] : [])],
    passWithNoTests: chromium === undefined,
    env: {
      ...(chromium !== undefined && { INTERLOCKED_CHROMIUM: chromium }),
      ...(firefox !== undefined && { INTERLOCKED_FIREFOX: firefox }),
    },
    // A complaint of a browser that is elsewhere is told whole: nobody can look for the rest of it.
    chaiConfig: { truncateThreshold: 2_000 },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
