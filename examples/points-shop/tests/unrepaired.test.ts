import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it, onTestFinished, vi } from 'vitest';

import { Cleanup } from '../src/cleanup.js';
import { runDemo } from '../src/demo.js';
import { defaultPaths, pathsOf } from '../src/paths.js';

/** ESLint without the plugin: it finds nothing, so nothing is repaired. */
const WITHOUT_PLUGIN = `
import tseslint from 'typescript-eslint';
export default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }];
`;

it('tells the truth when the copy still loses updates', async () => {
  await mkdir(defaultPaths.out, { recursive: true });
  const folder = await mkdtemp(join(defaultPaths.out, 'test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const paths = pathsOf(join(folder, 'shop'), join(folder, 'out'));
  await cp(defaultPaths.shop, paths.shop, { recursive: true });
  await writeFile(join(paths.shop, 'eslint.config.js'), WITHOUT_PLUGIN);

  let output = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    output += String(chunk);
    return true;
  });
  const cleanup = new Cleanup();
  onTestFinished(async () => {
    await cleanup.run();
    vi.restoreAllMocks();
  });
  const shown = await runDemo({ help: false, requests: 60 }, cleanup, paths);

  expect(shown).toBe(false);
  expect(output).toContain('no findings');
  const [, before, after] =
    /\nbefore: (\d+) of \d+ updates lost; after: (\d+) of \d+\n$/.exec(output) ?? [];
  expect(Number(before)).toBeGreaterThan(0);
  expect(Number(after)).toBeGreaterThan(0);
  expect(await readFile(paths.report, 'utf8')).toContain('<div class="total after bad">');
}, 120_000);
