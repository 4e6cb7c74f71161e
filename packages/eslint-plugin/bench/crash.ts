/**
 * That nothing in the plugin breaks on real code, file by file:
 * `npx tsx packages/eslint-plugin/bench/crash.ts <folder of repositories> [minutes] [shards]`.
 *
 * Lints every file of the repositories with all rules of `strict`. An exception in a rule is a crash,
 * a suggestion after which the file does not parse is broken, and the file that took longest is named,
 * with the milliseconds of our rules, so that nothing hangs unseen. The files are dealt into
 * shards; a run takes those that are not done yet until its minutes are over, so that a machine with
 * other work can go on later. Each shard adds a line to bench/results/crash.jsonl; with another
 * plugin or other repositories, delete it first.
 */
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { costOf, type FileCost } from './file-cost.js';
import { repositoriesIn, sourceFilesIn } from './source-files.js';

const RESULT = fileURLToPath(new URL('results/crash.jsonl', import.meta.url));

// Rules swallow exceptions where they run for users; here each one counts.
process.env.INTERLOCKED_THROW = '1';

const [folder, minutes = '8', shards = '64'] = process.argv.slice(2);
if (folder === undefined || !(Number(minutes) > 0) || !(Number(shards) >= 1)) {
  console.error('usage: tsx crash.ts <folder of repositories> [minutes, 8] [shards, 64]');
  process.exit(2);
}
await lintShards(folder, Number(shards), performance.now() + Number(minutes) * 60_000);

async function lintShards(root: string, shards: number, until: number): Promise<void> {
  const repositories = await repositoriesIn(root);
  const lists = await Promise.all(repositories.map((name) => sourceFilesIn(path.join(root, name))));
  const files = lists.flat();
  const done = await shardsDone();
  for (let shard = 0; shard < shards && performance.now() < until; shard += 1) {
    if (done.has(`${shard} of ${shards}`)) continue;
    const costs: FileCost[] = [];
    for (const file of files.filter((_, index) => index % shards === shard)) {
      costs.push(await lintOne(root, file));
    }
    const line = JSON.stringify({ shard: `${shard} of ${shards}`, ...summary(costs) });
    await appendFile(RESULT, `${line}\n`);
    console.log(line);
  }
}

async function shardsDone(): Promise<ReadonlySet<string>> {
  const lines = existsSync(RESULT) ? (await readFile(RESULT, 'utf8')).trim().split('\n') : [];
  return new Set(lines.map((line) => (JSON.parse(line) as { shard: string }).shard));
}

/** The file as its repository calls it. */
async function lintOne(root: string, file: string): Promise<FileCost> {
  const [repository = '', ...inside] = path.relative(root, file).split(path.sep);
  const cost = costOf(await readFile(file, 'utf8'), inside.join('/'), 'strict');
  const named = (place: string): string => `${repository}/${place}`;
  return {
    ...cost,
    file: named(cost.file),
    broken: cost.broken.map(named),
    crash: cost.crash && named(cost.crash),
  };
}

function summary(costs: readonly FileCost[]) {
  const sum = (of: (cost: FileCost) => number): number =>
    costs.reduce((all, cost) => all + of(cost), 0);
  const [slowest] = [...costs].sort((a, b) => b.ours - a.ours);
  return {
    files: costs.length,
    lines: sum(({ lines }) => lines),
    unparsed: sum(({ parsed }) => (parsed ? 0 : 1)),
    findings: sum(({ findings }) => findings),
    suggestions: sum(({ suggestions }) => suggestions),
    oursMs: Math.round(sum(({ ours }) => ours)),
    slowest: slowest && { file: slowest.file, ms: Math.round(slowest.ours) },
    broken: costs.flatMap(({ broken }) => broken),
    crashes: costs.flatMap(({ crash }) => crash ?? []),
  };
}
