/**
 * A random sample of what rules report on real code, to be read and judged:
 * `npx tsx packages/eslint-plugin/bench/sample.ts <folder of repositories> <seed> <count> <rule>…`.
 *
 * Prints one line for each report, and how many there are of which seed. The verdicts on the sample
 * of the memory rules are in bench/results/memory-sample.json: names, lines and reasons, never code.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

import plugin from '../src/index.js';
import { repositoriesIn, sourceFilesIn } from './source-files.js';

const [folder, seed = '1', count = '100', ...rules] = process.argv.slice(2);
if (folder === undefined || rules.length === 0) {
  console.error('usage: tsx sample.ts <folder of repositories> <seed> <count> <rule>...');
  process.exit(2);
}
await printSample(folder, Number(seed), Number(count));

async function printSample(root: string, start: number, size: number): Promise<void> {
  const reports: string[] = [];
  for (const repository of await repositoriesIn(root)) {
    for (const file of await sourceFilesIn(path.join(root, repository))) {
      const text = await readFile(file, 'utf8');
      const name = path.relative(path.join(root, repository), file);
      reports.push(...reportsOn(text, name).map((report) => `${repository}/${name}:${report}`));
    }
  }
  const sample = shuffled(reports, start).slice(0, size).sort();
  for (const report of sample) console.log(report);
  console.log(`${sample.length} of ${reports.length} reports, seed ${start}`);
}

function reportsOn(text: string, filename: string): string[] {
  const linter = new Linter({ configType: 'flat' });
  const config: Linter.Config[] = [
    { files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'], languageOptions: { parser } },
    plugin.configs.recommended,
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  ];
  return linter.verify(text, config, { filename }).flatMap(({ ruleId, line }) => {
    const rule = ruleId?.replace('@interlocked/', '') ?? '';
    return rules.includes(rule) ? [`${line} ${rule}`] : [];
  });
}

/** Fisher and Yates's shuffle, by the numbers of a linear congruence. */
function shuffled<T>(items: readonly T[], start: number): T[] {
  const mixed = [...items];
  let state = start;
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
