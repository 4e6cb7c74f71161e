/**
 * What the plugin adds to a typed run: `npx tsx packages/eslint-plugin/bench/typed.ts [rounds]`.
 *
 * Lints the sources of this repository's two packages with typescript-eslint's type-checked rules,
 * with the rules of `recommended` and without, in turns and in processes of their own. Compared are
 * the processor time of the processes, since other work on the machine disturbs it less than the
 * clock, and the share of our rules by the clock of ESLint. The result goes to
 * bench/results/typed.json.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import plugin from '../src/index.js';

const SCRIPT = fileURLToPath(import.meta.url);
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const RESULT = fileURLToPath(new URL('results/typed.json', import.meta.url));
const TARGET_PERCENT = 5;
const SOURCES = ['packages/eslint-plugin/src/**/*.ts', 'packages/runtime/src/**/*.ts'];

interface Run {
  readonly files: number;
  readonly cpuMs: number;
  readonly clockMs: number;
  /** What ESLint's own clock gives to our rules. */
  readonly oursMs: number;
}

const [mode = '3'] = process.argv.slice(2);
if (mode === 'with' || mode === 'without') console.log(JSON.stringify(await lintOnce(mode)));
else await compare(Number(mode));

async function compare(rounds: number): Promise<void> {
  const pairs: { with: Run; without: Run }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    pairs.push({ with: await inProcess('with'), without: await inProcess('without') });
    console.log(JSON.stringify(pairs.at(-1)));
  }
  const result = {
    what: 'the rules of recommended beside the type-checked rules of typescript-eslint',
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    targetPercent: TARGET_PERCENT,
    files: pairs[0]?.with.files,
    addedPercentOfCpu: percent(pairs.map((pair) => pair.with.cpuMs / pair.without.cpuMs - 1)),
    addedPercentByEslintsClock: percent(
      pairs.map((pair) => pair.with.oursMs / (pair.with.clockMs - pair.with.oursMs)),
    ),
    rounds: pairs,
  };
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(JSON.stringify(result, undefined, 2));
}

async function inProcess(which: 'with' | 'without'): Promise<Run> {
  const args = [...process.execArgv, SCRIPT, which];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: REPOSITORY });
  return JSON.parse(stdout) as Run;
}

async function lintOnce(which: 'with' | 'without'): Promise<Run> {
  const eslint = new ESLint({
    cwd: REPOSITORY,
    stats: true,
    overrideConfigFile: true,
    overrideConfig: configOf(which),
  });
  const began = performance.now();
  const results = await eslint.lintFiles(SOURCES);
  const { user, system } = process.cpuUsage();
  return {
    files: results.length,
    cpuMs: Math.round((user + system) / 1000),
    clockMs: Math.round(performance.now() - began),
    oursMs: Math.round(oursIn(results)),
  };
}

function configOf(which: 'with' | 'without'): Linter.Config[] {
  return [
    ...(tseslint.configs.recommendedTypeChecked as Linter.Config[]),
    { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: REPOSITORY } } },
    ...(which === 'with' ? [plugin.configs.recommended as Linter.Config] : []),
  ];
}

function oursIn(results: readonly ESLint.LintResult[]): number {
  const passes = results.flatMap((result) => result.stats?.times.passes ?? []);
  return passes
    .flatMap(({ rules }) => Object.entries(rules ?? {}))
    .reduce((sum, [rule, { total }]) => sum + (rule.startsWith('@interlocked/') ? total : 0), 0);
}

/** The median, in per cent. */
function percent(shares: readonly number[]): number {
  const middle = shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)] ?? NaN;
  return Math.round(middle * 1000) / 10;
}
