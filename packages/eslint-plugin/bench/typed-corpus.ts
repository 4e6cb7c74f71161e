/**
 * What types add on labelled sites of public code:
 * `npx tsx packages/eslint-plugin/bench/typed-corpus.ts <labels.jsonl> <folder of a repository>…`.
 *
 * Each folder is called `owner+name` and has its dependencies installed. Every file with a label is
 * linted twice with all rules of `recommended`, without types and with them. The result goes to
 * bench/results/typed-corpus.json: names and lines, never code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { hitsOf, type Site } from './labelled-sites.js';
import { lintFile } from './typed-run.js';

const RESULT = fileURLToPath(new URL('results/typed-corpus.json', import.meta.url));

// Rules swallow exceptions where they run for users; here each one counts.
process.env['INTERLOCKED_THROW'] = '1';

const [labels, ...folders] = process.argv.slice(2);
if (labels === undefined || folders.length === 0) {
  console.error('usage: tsx typed-corpus.ts <labels.jsonl> <folder>...');
  process.exit(2);
}
await measure(labels, folders);

async function measure(file: string, roots: readonly string[]): Promise<void> {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const sites = lines.map((line) => JSON.parse(line) as Site);
  const repositories = roots.map((root) => measureOne(path.resolve(root), sites));
  const result = {
    what: 'labelled sites of repositories with installed dependencies, recommended, without and with types',
    node: process.version,
    total: totalOf(repositories),
    repositories,
  };
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(JSON.stringify(result.total, undefined, 2));
}

function measureOne(root: string, sites: readonly Site[]) {
  const repository = path.basename(root).replace('+', '/');
  const own = sites.filter((site) => site.repo === repository);
  const files = [...new Set(own.map((site) => site.path))];
  const here = files.filter((file) => existsSync(path.join(root, file)));
  const found = here.flatMap((file) => judge(root, file, own));
  return {
    repository,
    outOfProject: found.filter(({ run }) => !run.isTyped).map(({ file }) => file),
    without: count(found.flatMap(({ without }) => without)),
    with: count(found.flatMap((each) => each.with)),
    gained: found.flatMap((each) => differ(each.with, each.without)),
    lost: found.flatMap((each) => differ(each.without, each.with)),
    elsewhere: found.flatMap(({ elsewhere }) => elsewhere),
  };
}

/** The sites of one file that are hit without and with types, and what only types report elsewhere. */
function judge(root: string, file: string, sites: readonly Site[]) {
  const here = sites.filter((site) => site.path === file);
  const plain = lintFile(root, file, 'untyped');
  const run = lintFile(root, file, 'typed');
  const [without, typed] = [hitsOf(here, plain), hitsOf(here, run)];
  const known = new Set(plain.messages.map(({ line, ruleId }) => `${line} ${ruleId}`));
  const others = typed.rest.filter(({ line, ruleId }) => !known.has(`${line} ${ruleId}`));
  return {
    file,
    run,
    without: without.hit,
    with: run.isTyped ? typed.hit : without.hit,
    elsewhere: run.isTyped ? others.map(({ line, message }) => `${file}:${line} ${message}`) : [],
  };
}

function count(sites: readonly Site[]): Record<Site['label'], number> {
  const of = (label: Site['label']): number => sites.filter((site) => site.label === label).length;
  return { true: of('true'), false: of('false'), debatable: of('debatable') };
}

/** The sites that only the first has. */
function differ(some: readonly Site[], others: readonly Site[]): string[] {
  const only = some.filter((site) => !others.includes(site));
  return only.map(({ path: file, line, label, reason }) => `${label} ${file}:${line} ${reason}`);
}

type Measured = ReturnType<typeof measureOne>;

function totalOf(all: readonly Measured[]) {
  const sum = (of: (each: Measured) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  const both = (label: Site['label']) => ({
    without: sum((each) => each.without[label]),
    with: sum((each) => each.with[label]),
  });
  return {
    repositories: all.length,
    hits: { true: both('true'), false: both('false'), debatable: both('debatable') },
  };
}
