import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawBarPlot } from './bar-plot.js';
import type { Step } from './step.js';
import { writeTextOrCompare } from './write-or-compare.js';

const packages = new URL('../../packages/', import.meta.url);
const plots = new URL('../../docs/guide/plots/', import.meta.url);

/** A plot of one group of numbers of one result file. */
interface PlotOf {
  /** The name of the SVG. */
  readonly name: string;
  readonly package?: 'eslint-plugin' | 'runtime';
  readonly result: string;
  /** The keys that lead to the group. */
  readonly path: readonly string[];
  readonly title: string;
  readonly unit: string;
  /** Rows to leave out. */
  readonly without?: RegExp;
}

const wanted: readonly PlotOf[] = [
  {
    name: 'mutex-acquire',
    result: 'mutex-node-24',
    path: ['acquire and release'],
    title: 'Mutex: acquire and release, Node 24',
    unit: 'ns',
  },
  {
    name: 'mutex-run-exclusive',
    result: 'mutex-node-24',
    path: ['runExclusive of a synchronous callback'],
    title: 'Mutex: runExclusive of a callback, Node 24',
    unit: 'ns',
  },
  {
    name: 'mutex-waiters',
    result: 'mutex-node-24',
    path: ['waiters let through, by their number', '10000'],
    title: 'Mutex: each of 10,000 waiters, Node 24',
    unit: 'ns',
  },
  {
    name: 'keyed-mutex',
    result: 'keyed-mutex-node-24',
    path: ['by the number of keys', '100000'],
    title: 'KeyedMutex: runExclusive on 100,000 keys, Node 24',
    unit: 'ns',
  },
  {
    name: 'semaphore',
    result: 'one-thread-node-24',
    path: ['Semaphore: runExclusive of a synchronous callback'],
    title: 'Semaphore: runExclusive of a callback, Node 24',
    unit: 'ns',
  },
  {
    name: 'one-thread',
    result: 'one-thread-node-24',
    path: ['every primitive alone'],
    title: 'Every primitive of one thread, Node 24',
    unit: 'ns',
  },
  {
    name: 'diagnostics',
    result: 'diagnostics-node-24',
    path: [],
    title: 'Mutex: acquire and release, beside diagnostics, Node 24',
    unit: 'ns',
    without: /^machine|^unit|multiple|, on$/,
  },
  {
    name: 'atomic-counter',
    result: 'atomic-counter',
    path: ['nanoseconds alone'],
    title: 'AtomicCounter, one thread, Node 20',
    unit: 'ns',
    without: /^alternative/,
  },
  {
    name: 'atomic-counter-contended',
    result: 'striped-counter',
    path: ['nanoseconds of one increment while a second thread increments too'],
    title: 'Counters, two threads, Node 20',
    unit: 'ns',
  },
  {
    name: 'shared-mutex',
    result: 'shared-mutex',
    path: ['nanoseconds alone'],
    title: 'SharedMutex, one thread, Node 20',
    unit: 'ns',
  },
  {
    name: 'shared-mutex-contended',
    result: 'shared-mutex',
    path: ['nanoseconds for each section, while a second thread takes the lock too'],
    title: 'Locks that two threads want, Node 20',
    unit: 'ns',
  },
  {
    name: 'round-trip',
    result: 'shared-mutex',
    path: ['microseconds to another thread and back, awaited'],
    title: 'To another thread and back, awaited, Node 20',
    unit: 'µs',
  },
  {
    name: 'shared-queue',
    result: 'shared-queue',
    path: ['nanoseconds for each of 100,000 records of 64 bytes that another thread takes'],
    title: 'Records that another thread takes, Node 20',
    unit: 'ns',
  },
  {
    name: 'plugin-cost',
    package: 'eslint-plugin',
    result: 'cost',
    path: ['milliseconds for each file'],
    title: 'What a file costs, on the code of 45 repositories',
    unit: 'ms',
  },
];

const OURS = /^(interlocked|Atomic|Striped|Shared)(?!s)|^(lock|tryLock) and release$/;

/** The plots in docs/guide/plots, from the result files of the benchmarks. */
export const benchPlots: Step = {
  name: 'plots of benchmarks',
  async run({ check }) {
    mkdirSync(plots, { recursive: true });
    const found = await Promise.all(
      wanted.map((plot) => {
        const path = fileURLToPath(new URL(`${plot.name}.svg`, plots));
        return writeTextOrCompare(path, draw(plot), { check });
      }),
    );
    return found.every(Boolean);
  },
};

function draw({ title, unit, without, ...plot }: PlotOf): string {
  const rows = Object.entries(groupOf(plot))
    .filter(([name]) => without?.test(name) !== true)
    .map(([name, value]) => [name, toNumber(value)] as const);
  return drawBarPlot({ title, unit, rows, isOurs: (name) => OURS.test(name) });
}

function groupOf({
  package: home = 'runtime',
  result,
  path,
}: Pick<PlotOf, 'package' | 'path' | 'result'>): Record<string, unknown> {
  const file = new URL(`${home}/bench/results/${result}.json`, packages);
  let group = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  for (const key of path) {
    const next = group[key];
    if (typeof next !== 'object' || next === null) {
      throw new Error(`${result}.json has no "${key}"; run its benchmark, or drop the plot.`);
    }
    group = next as Record<string, unknown>;
  }
  return group;
}

/** A number, or a timing with its nanoseconds. */
function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : (value as { nanoseconds: number }).nanoseconds;
}
