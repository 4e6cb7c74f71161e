import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { bundleSuite } from './bundle-suite.js';
import { showsBug } from '../threads/shows-bug.js';

const program = fileURLToPath(new URL('./use-all-program.mjs', import.meta.url));

const source = new MutatedSource();
afterAll(() => source.remove());

/** What the suite of one thread says that other runtimes and browsers run too. */
async function failuresOf(suite: string): Promise<number> {
  const program = `${suite}.then(({ failed }) => console.log(failed.length))`;
  const running = promisify(execFile)(process.execPath, ['--unhandled-rejections=none', '-']);
  running.child.stdin!.end(program);
  return Number((await running).stdout);
}

/** What the program prints that other runtimes run too. */
async function outputOf(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
  return stdout;
}

it('every shared primitive works in a process of its own', async () => {
  expect(await outputOf('node')).toBe('all primitives work\n');
});

it('the program sees a bug that is planted in one of them', async () => {
  const module = source.urlOf(sharedMutexMutants[0], 'shared');
  const run = async () => (await outputOf('node', module)).startsWith('wrong: ');
  expect(await showsBug(run)).toBe(true);
});

it('the suite of one thread passes as a program, and sees a planted bug', async () => {
  const suite = await bundleSuite();
  expect(await failuresOf(suite)).toBe(0);
  const bug = suite.replace('if (this.#holder !== holder) return false;', '');
  expect(bug.length).toBeLessThan(suite.length);
  expect(await failuresOf(bug)).toBeGreaterThan(0);
});
