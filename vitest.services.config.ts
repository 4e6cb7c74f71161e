import { configDefaults, defineConfig } from 'vitest/config';
import { findMissingEngines } from './scripts/engines/engines.js';

const missing = findMissingEngines();
if (missing.length > 0) {
  const packages = missing.map((engine) => engine.package).join(' ');
  const variables = missing.map((engine) => engine.urlVariable).join(', ');
  const what = `${missing.map((engine) => engine.name).join(', ')}: not installed.
Install it (apt-get install ${packages}), or start compose.yaml and set ${variables}.`;
  if (process.env['CI'] === 'true') throw new Error(`Services are missing. ${what}`);
  console.warn(`\nNOT TESTED: every test against ${what}\n`);
}

export default defineConfig({
  test: {
    name: 'services',
    include: ['**/*.services.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...missing.map((engine) => `**/*.${engine.name}.services.test.ts`),
    ],
    passWithNoTests: missing.length > 0,
    globalSetup: ['scripts/engines/start-services.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
