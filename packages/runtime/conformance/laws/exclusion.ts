import fc from 'fast-check';
import { settle } from '../../src/testing/settle.js';
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
    fc.asyncProperty(fc.array(visits(subject), { maxLength: 12, size: 'max' }), async (plan) => {
      const section = new Section(subject.capacity);
      const lock = subject.build();
      await untilOver(plan.map((visit) => pay(visit, lock, section)));
      if (section.fault) throw section.fault;
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
  await Promise.race([all, settle()]);
  if (!isOver) throw new LawBroken('some visits never end');
}

class Section {
  /** Kept, for a lock may swallow what is thrown inside. */
  fault: LawBroken | undefined;
  readonly #capacity: number;
  readonly #inside = new Map<number, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  async enter({ key, units, turnsInside }: Visit): Promise<void> {
    this.#change(key, units);
    for (let turn = 0; turn < turnsInside; turn++) await Promise.resolve();
    this.#change(key, -units);
  }

  #change(key: number, units: number): void {
    const taken = (this.#inside.get(key) ?? 0) + units;
    this.#inside.set(key, taken);
    if (taken > this.#capacity) {
      this.fault = new LawBroken(`${taken} units of key ${key} held at once`);
    }
  }
}

async function pay(visit: Visit, lock: LockUnderTest, section: Section): Promise<void> {
  for (let turn = 0; turn < visit.turnsBefore; turn++) await Promise.resolve();
  if (visit.style === 'run') {
    await lock.run(visit.key, visit.units, () => section.enter(visit));
    return;
  }
  const guard = await lock.acquire!(visit.key, visit.units);
  try {
    await section.enter(visit);
  } finally {
    for (let time = 0; time < visit.releases; time++) guard.release();
  }
}
