/**
 * How many real races of unseen code are found:
 * `npx tsx packages/eslint-plugin/bench/recall.ts <folder of repositories>…`.
 *
 * The races are listed in bench/results/unseen-recall-sample.json: sites that patterns of the text
 * chose at random (a compound write, a test and a creation, a count and an insert, a file read and
 * written, a value tested and awaited; each with a read a few lines before and a write a few lines
 * after), at most three of one repository, read one by one, and kept where two requests or tasks can
 * really lose an update, a row or a guard. Each is linted with both presets, as a file of its own
 * project, and the list says which of them finds it: names and lines, never code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { hitsOf } from './labelled-sites.js';
import { lintFile } from './typed-run.js';

const RESULT = fileURLToPath(new URL('results/unseen-recall-sample.json', import.meta.url));

type Found = 'recommended' | 'strict' | 'missed';

interface Race {
  readonly place: string;
  readonly category: string;
  readonly reason: string;
  /** By which preset it was found before any cure. */
  readonly first?: Found;
  readonly found?: Found;
}

interface Sample {
  readonly sample: readonly Race[];
}

// Rules swallow exceptions where they run for users; here each one counts.
process.env['INTERLOCKED_THROW'] = '1';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: tsx recall.ts <folder of repositories>...');
  process.exit(2);
}
await measure(folders);

async function measure(roots: readonly string[]): Promise<void> {
  const { sample, ...head } = JSON.parse(readFileSync(RESULT, 'utf8')) as Sample;
  const judged = sample.map((race) => {
    const found = findIn(roots, race);
    const { place, category, reason, first = found } = race;
    return { place, category, reason, first, found };
  });
  const totals = {
    races: judged.length,
    firstFound: countOf(judged.map(({ first }) => first)),
    found: countOf(judged.map(({ found }) => found)),
  };
  const result = { ...head, ...totals, sample: judged };
  // eslint-disable-next-line @interlocked/no-lost-update -- run by hand, one at a time
  await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  for (const { place, category, found } of judged) console.log(found, category, place);
  console.log(JSON.stringify(totals, undefined, 2));
}

function findIn(roots: readonly string[], race: Race): Found {
  const [, repository = '', file = '', line = ''] = /^([^/]+)\/(.+):(\d+)$/.exec(race.place) ?? [];
  const root = roots.map((each) => path.join(each, repository)).find((each) => existsSync(each));
  if (root === undefined) throw new Error(`${repository} is in none of ${roots.join(', ')}`);
  const site = {
    repo: repository,
    path: file,
    line: Number(line),
    fn: '',
    label: 'true',
    reason: race.reason,
  } as const;
  const isFoundBy = (preset: 'recommended' | 'strict'): boolean =>
    hitsOf([site], lintFile(root, file, 'untyped', preset)).hit.length > 0;
  if (isFoundBy('recommended')) return 'recommended';
  return isFoundBy('strict') ? 'strict' : 'missed';
}

/** `strict` finds what `recommended` does as well. */
function countOf(found: readonly Found[]): {
  readonly recommended: number;
  readonly strict: number;
} {
  const recommended = found.filter((each) => each === 'recommended').length;
  return { recommended, strict: found.filter((each) => each !== 'missed').length };
}
