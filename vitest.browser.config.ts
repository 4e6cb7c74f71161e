import { configDefaults, defineConfig } from 'vitest/config';
import { findChromium } from './scripts/engines/chromium.js';

const chromium = findChromium();
if (chromium === undefined) {
  const what = `Chromium: not installed.
Install it (apt-get install chromium), or set INTERLOCKED_CHROMIUM to a browser's path.`;
  if (process.env['CI'] === 'true') throw new Error(`A browser is missing. ${what}`);
  console.warn(`\nNOT TESTED: every test in ${what}\n`);
}

export default defineConfig({
  test: {
    name: 'browser',
    include: ['**/*.browser.test.ts'],
    exclude: [...configDefaults.exclude, ...(chromium === undefined ? ['**'] : [])],
    passWithNoTests: chromium === undefined,
    env: chromium === undefined ? {} : { INTERLOCKED_CHROMIUM: chromium },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
