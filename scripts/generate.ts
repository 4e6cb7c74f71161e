import { libraryIndex } from './generate/library-index.js';
import { limits } from './generate/limits.js';
import { benchPlots } from './generate/plots.js';
import { ruleDocs } from './generate/rule-docs.js';
import type { Step } from './generate/step.js';

const USAGE = `Usage: npm run generate [-- --check]

Rewrites every generated file. With --check it writes nothing and fails if a file is not fresh.`;

const steps: readonly Step[] = [libraryIndex, limits, ruleDocs, benchPlots];

const args = process.argv.slice(2);
const check = args.includes('--check');
const unknown = args.filter((arg) => arg !== '--check' && arg !== '--help');

if (args.includes('--help')) {
  console.log(USAGE);
} else if (unknown.length > 0) {
  console.error(`Unknown argument ${unknown.join(' ')}.\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  await generate();
}

async function generate(): Promise<void> {
  const stale: string[] = [];
  for (const step of steps) {
    if (!(await step.run({ check }))) stale.push(step.name);
  }
  if (stale.length === 0) return;
  const advice = check ? 'Run `npm run generate` and commit what it changes.' : 'See above.';
  console.error(`${check ? 'Not fresh' : 'Not generated'}: ${stale.join(', ')}. ${advice}`);
  process.exitCode = 1;
}
