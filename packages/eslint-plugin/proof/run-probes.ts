import { writeFileSync } from 'node:fs';
import { isMissing } from './engines/openers.js';
import { startPostgres } from './engines/postgres.js';
import { FACTS_FILE, type FactsFile } from './facts-file.js';
import { probe, type Established } from './probe.js';
import { PROBED, versionsOf } from './subjects.js';

const USAGE = `Usage: npm run probes [-- library...]

Establishes what each data library does, by its real package on a real engine. Without names it
asks every library and writes the result file; all services must be there then.`;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !PROBED.some(({ library }) => library === name));
if (unknown.length > 0) {
  const known = PROBED.map(({ library }) => library).join(', ');
  console.error(`Unknown library ${unknown.join(', ')}; known are ${known}.\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  await run();
}

async function run(): Promise<void> {
  const chosen = PROBED.filter(({ library }) => names.length === 0 || names.includes(library));
  const missing = chosen.filter(isMissing);
  if (missing.length > 0) {
    const what = missing.map(({ library, engine }) => `${library} (needs ${engine})`).join(', ');
    console.error(`NOT PROBED: ${what}. Install the service, or set its variable.`);
    process.exitCode = 1;
  }
  const postgres = await startPostgres();
  const libraries: Record<string, Established & { versions: string }> = {};
  try {
    for (const subject of chosen.filter((one) => !isMissing(one))) {
      const established = await probe(subject, postgres.env);
      libraries[subject.library] = { versions: versionsOf(subject), ...established };
      console.log(JSON.stringify({ [subject.library]: established }, undefined, 2));
    }
  } finally {
    await postgres.stop();
  }
  if (names.length > 0 || missing.length > 0) return;
  const date = new Date().toISOString().slice(0, 10);
  const result: FactsFile = { date, node: process.version, libraries };
  writeFileSync(FACTS_FILE, `${JSON.stringify(result, undefined, 2)}\n`);
}
