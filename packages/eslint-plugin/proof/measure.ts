/**
 * How many reports have a repair, and whether each repair is sound:
 * `npx tsx packages/eslint-plugin/proof/measure.ts --help`. The result goes to
 * results/repairs-<what>.json, by library, without any code.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { innermostFunction } from './innermost-function.js';
import { judgeRepairs, type Judged } from './judge-repairs.js';
import { TypesOfRepairs } from './types-of-repairs.js';

interface Site {
  readonly repo: string;
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
  readonly fn: string;
  readonly library: string;
  readonly label: 'true' | 'false' | 'debatable';
  readonly fixable: string;
}

interface Tally {
  sites: number;
  reported: number;
  repaired: number;
  atomicWanted: number;
  atomic: number;
}

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const RESULTS = fileURLToPath(new URL('results', import.meta.url));
/** Repairs in which the store itself does the arithmetic or decides. */
const ATOMIC = new Set(['atomic-update', 'condition', 'atomics', 'upsert']);

const USAGE = `Usage: npx tsx packages/eslint-plugin/proof/measure.ts [--corpus sites.jsonl --repos folder] [--list]

Counts the reports that have a repair, and judges each: it must parse, keep every comment, cure its
report, and bring no type error that was not there before. Without a corpus the fixtures are measured.
With one, the true sites that are reported are counted: a report belongs to a site when it is within 3
lines of it or in the same innermost function; --list names the sites that miss a repair.`;

const { values: args } = parseArgs({
  options: {
    corpus: { type: 'string' },
    repos: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (args.help) console.log(USAGE);
else if (args.corpus === undefined) measureFixtures();
else measureCorpus(args.corpus, args.repos ?? '.');

function measureFixtures(): void {
  const byFolder: Record<string, Record<string, number>> = {};
  const all: Record<string, number> = { reports: 0, repaired: 0 };
  const faults: string[] = [];
  const types = new TypesOfRepairs();
  for (const name of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
    if (!/\.[cm]?[jt]sx?$/.test(name) || /\.(d|fixed)\./.test(name)) continue;
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const strict = /^\/\/ preset: strict$/m.test(text.slice(0, 400));
    const folder = name
      .split('/')
      .slice(0, name.startsWith('libraries') ? 2 : 1)
      .join('/');
    const counts = (byFolder[folder] ??= { reports: 0, repaired: 0 });
    for (const judged of judgeRepairs(text, name, strict ? 'strict' : 'recommended')) {
      for (const part of [counts, all]) count(part, judged);
      faults.push(...judged.faults.map((fault) => `${name}:${judged.line} ${fault}`));
      types.add(join(FIXTURES, name), judged);
    }
  }
  const { checked, onlyOld, broken } = types.check();
  faults.push(...broken.map((fault) => fault.replace(`${FIXTURES}/`, '')));
  publish('fixtures', { byFolder, all, types: { checked, onlyOld, new: broken.length }, faults });
}

/** Reports, those with a repair, the repairs, those with a fault, and how many there are of each kind. */
function count(counts: Record<string, number>, { kinds, faults }: Judged): void {
  counts['reports'] = (counts['reports'] ?? 0) + 1;
  counts['repairs'] = (counts['repairs'] ?? 0) + kinds.length;
  counts['faulty'] = (counts['faulty'] ?? 0) + faults.length;
  if (kinds.length > 0) counts['repaired'] = (counts['repaired'] ?? 0) + 1;
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
}

function measureCorpus(corpus: string, repos: string): void {
  const sites = readFileSync(corpus, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Site);
  const byLibrary: Record<string, Tally> = {};
  const faults: string[] = [];
  for (const file of new Set(sites.map(({ repo, path }) => join(repo.replace('/', '+'), path)))) {
    const full = join(repos, file);
    if (!existsSync(full)) continue;
    const here = sites.filter(({ repo, path }) => join(repo.replace('/', '+'), path) === file);
    const text = readFileSync(full, 'utf8');
    const judged = judgeRepairs(text, here[0]?.path ?? '');
    const innermost = innermostFunction(text, file);
    for (const site of here) {
      if (site.label !== 'true') continue;
      const own = site.fn === '<module>' ? undefined : innermost(site.line);
      tally(
        (byLibrary[site.library] ??= emptyTally()),
        site,
        judged.filter((one) => {
          const isNear = one.line >= site.line - 3 && one.line <= (site.endLine ?? site.line) + 3;
          return isNear || (own !== undefined && innermost(one.line) === own);
        }),
        file,
      );
    }
    faults.push(
      ...judged.flatMap((one) => one.faults.map((fault) => `${file}:${one.line} ${fault}`)),
    );
  }
  publish('corpus', { byLibrary, all: sumOf(Object.values(byLibrary)), faults });
}

function tally(
  counts: Tally,
  { fixable, line }: Site,
  found: readonly Judged[],
  file: string,
): void {
  const kinds = new Set(found.flatMap((one) => one.kinds));
  const isAtomic = [...kinds].some((kind) => ATOMIC.has(kind));
  counts.sites += 1;
  if (found.length === 0) return;
  counts.reported += 1;
  if (kinds.size > 0) counts.repaired += 1;
  if (fixable === 'atomic-update') counts.atomicWanted += 1;
  if (fixable === 'atomic-update' && isAtomic) counts.atomic += 1;
  const isMissing = kinds.size === 0 || (fixable === 'atomic-update' && !isAtomic);
  if (args.list && isMissing) {
    const where = found
      .map((one) => `${one.line} ${one.rule.replace('@interlocked/', '')}`)
      .join(', ');
    console.log(
      `${file}:${line} wants ${fixable}, is offered ${[...kinds].join(', ') || 'nothing'} (${where})`,
    );
  }
}

function emptyTally(): Tally {
  return { sites: 0, reported: 0, repaired: 0, atomicWanted: 0, atomic: 0 };
}

function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, one) => {
    for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += one[key];
    return sum;
  }, emptyTally());
}

function publish(
  what: string,
  result: { readonly faults: readonly string[]; readonly [part: string]: unknown },
): void {
  const date = new Date().toISOString().slice(0, 10);
  const text = JSON.stringify({ date, ...result }, undefined, 2);
  writeFileSync(join(RESULTS, `repairs-${what}.json`), `${text}\n`);
  console.log(text);
  if (result.faults.length > 0) process.exitCode = 1;
}
