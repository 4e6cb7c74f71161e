/**
 * What our plugin adds to linting this repository: `npx tsx scripts/self-lint-cost.ts [rounds]`.
 *
 * Each round lints everything twice, in processes of their own, with the plugin's rules and without,
 * in turns. The processor time of the processes is compared, since other work on the machine
 * disturbs it less than the time on the clock; the clock's is kept beside it. The result goes to
 * scripts/results/self-lint.json.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import interlocked from '@interlocked/eslint-plugin';
import { ESLint, type Linter } from 'eslint';

const SCRIPT = fileURLToPath(import.meta.url);
const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const RESULT = fileURLToPath(new URL('results/self-lint.json', import.meta.url));
const TARGET_PERCENT = 5;

interface Run {
  files: number;
  findings: number;
  cpuMs: number;
  clockMs: number;
  /** What ESLint's own clock gives to each of our rules. */
  ruleMs: Record<string, number>;
}

const [mode, amount = '5'] = process.argv.slice(2);
if (mode === 'with' || mode === 'without') {
  console.log(JSON.stringify(await lintOnce(mode)));
} else {
  await compare(Number(mode ?? amount));
}

async function compare(rounds: number): Promise<void> {
  const withPlugin: Run[] = [];
  const without: Run[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    withPlugin.push(await runInProcess('with'));
    without.push(await runInProcess('without'));
    console.log(`round ${round} of ${rounds}: ${addedPercent(withPlugin, without, 'cpuMs')} %`);
  }
  const result = {
    what: 'eslint over this repository, with the rules of @interlocked/eslint-plugin and without',
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    rounds,
    loadAverage: loadavg().map(Math.round),
    files: withPlugin[0]?.files,
    findings: withPlugin[0]?.findings,
    targetPercent: TARGET_PERCENT,
    addedPercentOfCpu: addedPercent(withPlugin, without, 'cpuMs'),
    addedPercentOfClock: addedPercent(withPlugin, without, 'clockMs'),
    addedPercentByEslintsClock: percent(withPlugin.map(toRuleShare)),
    medianMs: {
      with: { cpu: median(withPlugin, 'cpuMs'), clock: median(withPlugin, 'clockMs') },
      without: { cpu: median(without, 'cpuMs'), clock: median(without, 'clockMs') },
    },
    ruleMs: withPlugin[0]?.ruleMs,
  };
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(JSON.stringify(result, undefined, 2));
}

async function runInProcess(which: 'with' | 'without'): Promise<Run> {
  const args = [...process.execArgv, SCRIPT, which];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: REPOSITORY });
  return JSON.parse(stdout) as Run;
}

async function lintOnce(which: 'with' | 'without'): Promise<Run> {
  const off = interlocked.configs.off as unknown as Linter.Config;
  const eslint = new ESLint({
    cwd: REPOSITORY,
    stats: true,
    ...(which === 'without' && { overrideConfig: [off] }),
  });
  const began = performance.now();
  const results = await eslint.lintFiles(['.']);
  const { user, system } = process.cpuUsage();
  return {
    files: results.length,
    findings: results.flatMap((result) => result.messages).filter(isOurs).length,
    cpuMs: Math.round((user + system) / 1000),
    clockMs: Math.round(performance.now() - began),
    ruleMs: sumRules(results),
  };
}

function isOurs(message: Linter.LintMessage): boolean {
  return message.ruleId?.startsWith('@interlocked/') ?? false;
}

function sumRules(results: readonly ESLint.LintResult[]): Record<string, number> {
  const sums: Record<string, number> = {};
  const passes = results.flatMap((result) => result.stats?.times.passes ?? []);
  for (const [rule, { total }] of passes.flatMap((pass) => Object.entries(pass.rules ?? {}))) {
    if (rule.startsWith('@interlocked/')) sums[rule] = (sums[rule] ?? 0) + total;
  }
  return Object.fromEntries(Object.entries(sums).map(([rule, ms]) => [rule, Math.round(ms)]));
}

/** The median over the rounds, for the two runs of one round met the same other work. */
function addedPercent(withPlugin: Run[], without: Run[], time: 'cpuMs' | 'clockMs'): number {
  const added = withPlugin.map((run, round) => run[time] / (without[round]?.[time] ?? NaN) - 1);
  return percent(added);
}

/** What ESLint's own clock gives to our rules, over all other time of the run. */
function toRuleShare(run: Run): number {
  const ours = Object.values(run.ruleMs).reduce((sum, ms) => sum + ms, 0);
  return ours / (run.clockMs - ours);
}

function percent(shares: number[]): number {
  return Math.round(middle(shares) * 1000) / 10;
}

function median(runs: Run[], time: 'cpuMs' | 'clockMs'): number {
  return middle(runs.map((run) => run[time]));
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
