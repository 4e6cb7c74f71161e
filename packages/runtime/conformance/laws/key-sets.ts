import fc from 'fast-check';
import type { AcquireOptions } from '../../src/index.js';
import { settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import { LawBroken } from '../law-broken.js';
import type { Law } from './law.js';

/** A lock of which one task takes several keys. */
export interface KeySetSubject {
  readonly name: string;
  build(): {
    runAll(
      keys: readonly number[],
      fn: () => Promise<void>,
      options?: AcquireOptions,
    ): Promise<void>;
    size(): number;
  };
}

interface Task {
  readonly keys: readonly number[];
  readonly turnsBefore: number;
  readonly turnsInside: number;
  readonly fails: boolean;
  readonly timeoutMs: number | undefined;
}

const tasks: fc.Arbitrary<Task[]> = fc.array(
  fc.record({
    keys: fc.array(fc.nat(3), { maxLength: 5, size: 'max' }),
    turnsBefore: fc.nat(20),
    turnsInside: fc.nat(5),
    fails: fc.boolean(),
    timeoutMs: fc.constantFrom(undefined, undefined, 0, 5),
  }),
  { maxLength: 10, size: 'max' },
);

/** Whatever sets of keys tasks take, they never meet in one key, never deadlock, and leave nothing. */
export const keySets: Law<KeySetSubject> = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(tasks, async (plan) => {
      const clock = new VirtualClock().install();
      try {
        await playTasks(subject, plan, clock);
      } finally {
        clock.uninstall();
      }
    }),
    { seed, numRuns: runs },
  );

async function playTasks(subject: KeySetSubject, plan: Task[], clock: VirtualClock): Promise<void> {
  const lock = subject.build();
  const inside = new Set<number>();
  const faults: string[] = [];
  let over = 0;
  for (const task of plan) {
    const enter = () => visit(task, inside, faults);
    const start = async () => {
      for (let turn = 0; turn < task.turnsBefore; turn++) await Promise.resolve();
      await lock.runAll(task.keys, enter, { timeoutMs: task.timeoutMs });
    };
    void start()
      .catch(() => {})
      .finally(() => over++);
  }
  await settle();
  if (over < plan.length) faults.push(`${plan.length - over} tasks wait for ever`);
  if (lock.size() > 0) faults.push(`${lock.size()} entries stay`);
  if (clock.pending > 0) faults.push(`${clock.pending} timers stay`);
  if (faults.length > 0) throw new LawBroken(faults.join('; '));
}

async function visit(task: Task, inside: Set<number>, faults: string[]): Promise<void> {
  const keys = [...new Set(task.keys)];
  for (const key of keys) {
    if (inside.has(key)) faults.push(`two tasks in key ${key}`);
    inside.add(key);
  }
  for (let turn = 0; turn < task.turnsInside; turn++) await Promise.resolve();
  for (const key of keys) inside.delete(key);
  if (task.fails) throw new Error('a task that fails');
}
