/**
 * What the plugin costs on real code, and that nothing in it breaks:
 * `npx tsx packages/eslint-plugin/bench/cost.ts <folder of repositories> [every]`.
 *
 * Lints every file of the repositories (every `every`-th of them) with all rules of `recommended`
 * and, in the same run, ESLint's own `require-atomic-updates`, and reads the time of each rule from
 * ESLint's clock. An exception in a rule is a crash, a suggestion that does not parse is broken, and
 * the slowest files are named. The result goes to bench/results/cost.json.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { costOf, type FileCost } from './file-cost.js';
import { repositoriesIn, sourceFilesIn } from './source-files.js';

const RESULT = fileURLToPath(new URL('results/cost.json', import.meta.url));
const TARGET_MS = 0.2;
const SLOWEST = 10;

// Rules swallow exceptions where they run for users; here each one counts.
process.env.INTERLOCKED_THROW = '1';

const [folder, every = '1'] = process.argv.slice(2);
if (folder === undefined || !(Number(every) >= 1)) {
  console.error('usage: tsx cost.ts <folder of repositories> [lint every n-th file, from 1]');
  process.exit(2);
}
await measure(folder, Number(every));

async function measure(root: string, step: number): Promise<void> {
  const repositories = [];
  const slowest: FileCost[] = [];
  for (const repository of await repositoriesIn(root)) {
    const files = await sourceFilesIn(path.join(root, repository));
    const some = files.filter((_, index) => index % step === 0);
    const costs = await lintAll(some, path.join(root, repository));
    repositories.push({ repository, ...summary(costs) });
    slowest.push(...costs);
    slowest.sort((a, b) => b.ours - a.ours).splice(SLOWEST);
    console.log(`${repository}: ${costs.length} files`);
  }
  const total = sumUp(repositories);
  const result = {
    what: 'the rules of recommended beside require-atomic-updates, by the clock of ESLint, without types',
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    everyNthFile: step,
    targetMsPerFile: TARGET_MS,
    'milliseconds for each file': {
      'interlocked, all rules of recommended': total.oursMsPerFile,
      'require-atomic-updates': total.coreMsPerFile,
    },
    ...total,
    slowest: slowest.map(({ file, ours, lines }) => {
      return { file, lines, ms: Math.round(ours) };
    }),
    repositories,
  };
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(JSON.stringify(total, undefined, 2));
}

async function lintAll(files: readonly string[], home: string): Promise<FileCost[]> {
  const costs: FileCost[] = [];
  for (const file of files) {
    costs.push(costOf(await readFile(file, 'utf8'), path.relative(home, file)));
  }
  return costs;
}

function summary(costs: readonly FileCost[]) {
  const sum = (of: (cost: FileCost) => number): number =>
    costs.reduce((all, cost) => all + of(cost), 0);
  return {
    files: costs.length,
    lines: sum(({ lines }) => lines),
    unparsed: sum(({ parsed }) => (parsed ? 0 : 1)),
    oursMs: Math.round(sum(({ ours }) => ours)),
    coreMs: Math.round(sum(({ core }) => core)),
    findings: sum(({ findings }) => findings),
    suggestions: sum(({ suggestions }) => suggestions),
    broken: costs.flatMap(({ broken }) => broken),
    crashes: costs.flatMap(({ crash }) => crash ?? []),
  };
}

function sumUp(all: readonly ReturnType<typeof summary>[]) {
  const sum = (of: (each: ReturnType<typeof summary>) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  const files = sum((each) => each.files);
  const perFile = (ms: number): number => Math.round((ms / files) * 1000) / 1000;
  return {
    files,
    lines: sum((each) => each.lines),
    oursMsPerFile: perFile(sum((each) => each.oursMs)),
    coreMsPerFile: perFile(sum((each) => each.coreMs)),
    findings: sum((each) => each.findings),
    suggestions: sum((each) => each.suggestions),
    brokenSuggestions: sum((each) => each.broken.length),
    crashes: sum((each) => each.crashes.length),
  };
}
