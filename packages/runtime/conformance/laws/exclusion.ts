import fc from 'fast-check';
import { settle } from '../../src/testing/virtual-clock.js';
import { LawBroken } from '../law-broken.js';
import type { LockSubject, LockUnderTest } from '../lock-subject.js';
import type { Law } from './law.js';

interface Visit {
  readonly key: number;
  readonly units: number;
  readonly turnsBefore: number;
  readonly turnsInside: number;
  readonly style: 'guard' | 'run';
  readonly releases: number;
}

/** However tasks interleave, the units inside never exceed the capacity of their key. */
export const exclusion: Law = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(fc.array(visits(subject), { maxLength: 12 }), async (plan) => {
      const inside = new Map<number, number>();
      const lock = subject.build();
      await untilOver(plan.map((visit) => pay(visit, lock, enterer(subject, inside))));
    }),
    { seed, numRuns: runs },
  );

function visits(subject: LockSubject): fc.Arbitrary<Visit> {
  return fc.record({
    key: fc.integer({ min: 0, max: subject.keys - 1 }),
    units: fc.constantFrom(...subject.units),
    turnsBefore: fc.nat(5),
    turnsInside: fc.nat(5),
    style: subject.styles ? fc.constant('run' as const) : fc.constantFrom('guard', 'run'),
    releases: fc.integer({ min: 1, max: 3 }),
  });
}

/** Waits for all, but not for ever: a lock that never lets somebody in must not hang the test. */
async function untilOver(visits: Promise<void>[]): Promise<void> {
  let isOver = false;
  const all = Promise.all(visits).then(() => (isOver = true));
  for (let time = 0; time < 50 && !isOver; time++) await Promise.race([all, settle()]);
  if (!isOver) throw new LawBroken('some visits never end');
}

type Enter = (visit: Visit) => Promise<void>;

function enterer(subject: LockSubject, inside: Map<number, number>): Enter {
  return async ({ key, units, turnsInside }) => {
    const taken = (inside.get(key) ?? 0) + units;
    if (taken > subject.capacity) throw new LawBroken(`${taken} units of key ${key} held at once`);
    inside.set(key, taken);
    for (let turn = 0; turn < turnsInside; turn++) await Promise.resolve();
    inside.set(key, inside.get(key)! - units);
  };
}

async function pay(visit: Visit, lock: LockUnderTest, enter: Enter): Promise<void> {
  for (let turn = 0; turn < visit.turnsBefore; turn++) await Promise.resolve();
  if (visit.style === 'run') {
    await lock.run(visit.key, visit.units, () => enter(visit));
    return;
  }
  const guard = await lock.acquire!(visit.key, visit.units);
  try {
    await enter(visit);
  } finally {
    for (let time = 0; time < visit.releases; time++) guard.release();
  }
}
