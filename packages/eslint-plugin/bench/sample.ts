/**
 * A random sample of what rules report on real code, to be read and judged:
 * `npx tsx packages/eslint-plugin/bench/sample.ts <folder of repositories> <seed> <count> <most of one> <rule>…`.
 *
 * The files are gone through in a random order, each as a file of its own project, and the first
 * reports are taken, with no more of one repository than told. Prints one line for each. The verdicts
 * on samples are in bench/results: names, lines and reasons, never code.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

import plugin from '../src/index.js';
import { repositoriesIn, sourceFilesIn } from './source-files.js';

const [folder, seed = '1', count = '100', most = '12', ...rules] = process.argv.slice(2);
if (folder === undefined || rules.length === 0) {
  console.error(
    'usage: tsx sample.ts <folder of repositories> <seed> <count> <most of one> <rule>...',
  );
  process.exit(2);
}
await printSample(folder, Number(seed), Number(count), Number(most));

interface File {
  readonly repository: string;
  readonly full: string;
  readonly text: string;
}

async function printSample(root: string, start: number, size: number, most: number): Promise<void> {
  const taken = new Map<string, number>();
  let printed = 0;
  for (const file of shuffled(await filesIn(root), start)) {
    if (printed >= size) break;
    const of = taken.get(file.repository) ?? 0;
    const left = Math.min(size - printed, most - of);
    const reports =
      left > 0 ? reportsOn(file, path.join(root, file.repository)).slice(0, left) : [];
    for (const report of reports) console.log(`${path.relative(root, file.full)}:${report}`);
    taken.set(file.repository, of + reports.length);
    printed += reports.length;
  }
  console.log(`${printed} reports, seed ${start}, at most ${most} of one repository`);
}

/** In these nothing is reported: they run alone, or nothing suspends in them. */
const ALONE =
  /(^|\/)(__tests__|__mocks__|tests?|e2e|locales?|stories|fixtures|cypress|playwright)\/|\.(spec|test|stories)\.[cm]?[jt]sx?$/;
const SUSPENDS = /\bawait\b|\.then\(/;

async function filesIn(root: string): Promise<File[]> {
  const files: File[] = [];
  for (const repository of await repositoriesIn(root)) {
    const home = path.join(root, repository);
    for (const full of await sourceFilesIn(home)) {
      const text = ALONE.test(path.relative(home, full)) ? '' : await readFile(full, 'utf8');
      if (SUSPENDS.test(text)) files.push({ repository, full, text });
    }
  }
  return files;
}

function reportsOn({ text, full }: File, cwd: string): string[] {
  const linter = new Linter({ configType: 'flat', cwd });
  const config: Linter.Config[] = [
    { files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'], languageOptions: { parser } },
    plugin.configs.recommended,
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  ];
  return linter.verify(text, config, { filename: full }).flatMap(({ ruleId, line }) => {
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
