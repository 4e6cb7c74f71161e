import {
  chai,
  type ExpectStatic,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect';
import { advance } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';

/**
 * As much of Vitest as the tests of one thread use, in one file that every runtime can run: what
 * `import ... from 'vitest'` means once the suite is bundled.
 */
type Body = (...row: never[]) => unknown;

interface Suite {
  readonly name: string;
  readonly before: (() => unknown)[];
  readonly after: (() => unknown)[];
}

const tests: { name: string; run: () => Promise<unknown> }[] = [];
let suites: readonly Suite[] = [];

chai.use(JestExtend).use(JestChaiExpect).use(JestAsymmetricMatchers);
export const expect = chai.expect as unknown as ExpectStatic;

export const it = withEach((name, run) => {
  const around = suites;
  tests.push({
    name: [...suites.map((suite) => suite.name), name].join(' > '),
    async run() {
      for (const { before } of around) for (const hook of before) await hook();
      try {
        await run();
      } finally {
        for (const { after } of around) for (const hook of after) await hook();
      }
    },
  });
});

export const describe = withEach((name, run) => {
  const outer = suites;
  suites = [...outer, { name, before: [], after: [] }];
  run();
  suites = outer;
});

export const beforeEach = (hook: () => unknown) => suites.at(-1)!.before.push(hook);
export const afterEach = (hook: () => unknown) => suites.at(-1)!.after.push(hook);

let clock: VirtualClock | undefined;

export const vi = {
  useFakeTimers: () => (clock = new VirtualClock().install()),
  useRealTimers: () => clock?.uninstall(),
  advanceTimersByTimeAsync: (ms: number) => advance(clock!, ms),
  getTimerCount: () => clock!.pending,
};

/** Runs every test that was defined, one after the other, and answers with what failed. */
export async function runAll(): Promise<{ passed: number; failed: string[] }> {
  const failed: string[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { passed: tests.length - failed.length, failed };
}

function withEach(define: (name: string, run: () => unknown) => void) {
  const each = (rows: readonly unknown[]) => (name: string, body: Body) =>
    rows.forEach((row, i) => {
      const args = (Array.isArray(row) ? row : [row]) as never[];
      define(`${name} [${i}]`, () => body(...args));
    });
  return Object.assign((name: string, body: Body) => define(name, body), { each });
}
