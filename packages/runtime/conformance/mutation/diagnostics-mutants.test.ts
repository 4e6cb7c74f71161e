import { afterAll, describe, expect, it } from 'vitest';
import type * as diagnostics from '../../src/diagnostics/index.js';
import { diagnosticsMutants } from '../../src/diagnostics/diagnostics.mutants.js';
import type * as mutexes from '../../src/mutex/mutex.js';
import { settle } from '../../src/testing/settle.js';
import type { Mutant } from './mutant.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

interface Modules {
  readonly Mutex: typeof mutexes.Mutex;
  readonly enableDiagnostics: typeof diagnostics.enableDiagnostics;
  readonly inspect: typeof diagnostics.inspect;
}

const harmless: Mutant = {
  name: 'none',
  file: 'diagnostics/index.ts',
  find: "'./deadlock-error.js'",
  replace: "'./deadlock-error.js'",
  caughtBy: '',
};

async function load(mutant: Mutant): Promise<Modules> {
  const url = source.urlOf(mutant, 'diagnostics/index');
  const { Mutex } = (await import(
    /* @vite-ignore */ new URL('../mutex/mutex.js', url).href
  )) as typeof mutexes;
  return { ...((await import(/* @vite-ignore */ url)) as typeof diagnostics), Mutex };
}

/** What diagnostics say of two deadlocks and of tasks that only wait. */
async function judge({ Mutex, enableDiagnostics, inspect }: Modules): Promise<string[]> {
  const disable = enableDiagnostics();
  const [one, two, busy] = [new Mutex(), new Mutex(), new Mutex()];
  const verdicts: string[] = [];
  const note = (name: string, run: Promise<unknown>) =>
    void run.then(
      () => verdicts.push(`${name} ended`),
      () => verdicts.push(`${name} refused`),
    );
  note(
    'nested',
    busy.runExclusive(() => busy.runExclusive(() => 1)),
  );
  await settle();
  const cross = (first: InstanceType<typeof Mutex>, second: InstanceType<typeof Mutex>) =>
    first.runExclusive(async () => {
      await Promise.resolve();
      await second.runExclusive(() => 1);
    });
  note('crossed', Promise.all([cross(one, two), cross(two, one)]));
  const other = new Mutex();
  note('beside', Promise.all([other.runExclusive(() => settle()), other.runExclusive(() => 1)]));
  await settle();
  await settle();
  verdicts.push(`${inspect().length} known`);
  disable();
  return verdicts.sort();
}

const right = ['0 known', 'beside ended', 'crossed refused', 'nested refused'];

describe('diagnostics', () => {
  it('judge rightly as they are', async () => {
    expect(await judge(await load(harmless))).toEqual(right);
  });

  it.each(diagnosticsMutants)('would not if $name', async (mutant) => {
    expect(await judge(await load(mutant))).not.toEqual(right);
  });
});
