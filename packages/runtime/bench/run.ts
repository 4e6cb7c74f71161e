import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs every benchmark, or those whose names are given, one after the other. */
const source = fileURLToPath(new URL('../src/', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bench.ts'))
  .filter(
    (file) => wanted.length === 0 || wanted.some((name) => basename(file) === `${name}.bench.ts`),
  );

for (const file of files.sort()) {
  console.log(file);
  const { status } = spawnSync(
    process.execPath,
    // A large young generation keeps garbage collection aside, for all contestants alike.
    ['--expose-gc', '--max-semi-space-size=256', '--import', 'tsx', `${source}${file}`],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
