/**
 * What the plugin costs a run with types:
 * `npx tsx packages/eslint-plugin/bench/typed-cost.ts <folder with a tsconfig.json> [every]`.
 *
 * Two processes lint every `every`-th TypeScript file of the folder with the type-checked rules of
 * typescript-eslint, one of them with our rules too, and each tells the processor time that it took
 * from the first file to the last. What a rule asks of the type checker is done only once in a run, so
 * that the times of single rules would say who asked first. The result goes to
 * bench/results/typed-cost.json.
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { sourceFilesIn } from './source-files.js';
import { lintFile } from './typed-run.js';

const RESULT = fileURLToPath(new URL('results/typed-cost.json', import.meta.url));
const ROUNDS = 3;

const [folder, every = '1', role] = process.argv.slice(2);
if (folder === undefined || !(Number(every) >= 1)) {
  console.error('usage: tsx typed-cost.ts <folder> [lint every n-th file, from 1]');
  process.exit(2);
}
if (role === undefined) await compare(path.resolve(folder));
else await lintAll(folder, role === 'with');

async function compare(root: string): Promise<void> {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    without: measured(root, 'without'),
    with: measured(root, 'with'),
  }));
  // The best of each, for other work on the machine only ever adds.
  const least = (of: 'with' | 'without'): number =>
    Math.min(...rounds.map((round) => round[of].cpuMs));
  const result = {
    what: 'processor time of a run with type-checked rules, without and with ours',
    node: process.version,
    folder: path.basename(root),
    everyNthFile: Number(every),
    files: rounds[0]?.with.files,
    withoutMs: least('without'),
    withMs: least('with'),
    percentOver: Math.round(1000 * (least('with') / least('without') - 1)) / 10,
    rounds,
  };
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(JSON.stringify(result, undefined, 2));
}

interface Measured {
  readonly files: number;
  readonly cpuMs: number;
}

function measured(root: string, as: string): Measured {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), root, every, as];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Measured;
}

async function lintAll(root: string, ours: boolean): Promise<void> {
  const files = (await sourceFilesIn(root)).filter((file) => /\.[cm]?tsx?$/.test(file));
  const some = files.filter((_, index) => index % Number(every) === 0);
  const before = process.cpuUsage();
  const runs = some.map((file) => {
    return lintFile(root, path.relative(root, file), ours ? 'typed' : 'only others');
  });
  const { user, system } = process.cpuUsage(before);
  const typed = runs.filter(({ isTyped }) => isTyped).length;
  console.log(JSON.stringify({ files: typed, cpuMs: Math.round((user + system) / 1000) }));
}
