import * as theirs from 'async-mutex';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { asyncMutexMutants } from '../../src/async-mutex/async-mutex.mutants.js';
import * as ours from '../../src/async-mutex/index.js';
import { advance, settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { seed } from '../seed.js';

type Step =
  | { do: 'acquire' | 'run' | 'watch'; weight: number; priority: number }
  | { do: 'release ticket' | 'release ticket again'; pick: number }
  | { do: 'release'; weight: number }
  | { do: 'set'; value: number }
  | { do: 'cancel' };

const weight = fc.integer({ min: 1, max: 3 });
const request = (name: 'acquire' | 'run' | 'watch') =>
  fc.record({ do: fc.constant(name), weight, priority: fc.constantFrom(0, 0, 0, 1, -1) });
const steps = fc.array(
  fc.oneof<fc.WeightedArbitrary<Step>[]>(
    { weight: 6, arbitrary: request('acquire') },
    { weight: 2, arbitrary: request('run') },
    { weight: 2, arbitrary: request('watch') },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('release ticket'), pick: fc.nat(7) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('release ticket again'), pick: fc.nat(7) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('release'), weight }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('set'), value: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel') }) },
  ),
  { maxLength: 40, size: 'max' },
);

/** What each request became, after each step. */
async function play(module: typeof ours | typeof theirs, history: Step[]): Promise<string[]> {
  const semaphore = new module.Semaphore(3);
  const outcomes: string[] = [];
  const tickets: (() => void)[] = [];
  const released: (() => void)[] = [];
  const log: string[] = [];
  for (const step of history) {
    if (step.do === 'acquire' || step.do === 'run' || step.do === 'watch') {
      const index = outcomes.push('waits') - 1;
      const note = (outcome: string) => () => void (outcomes[index] = outcome);
      const cancel = (error: unknown) =>
        (outcomes[index] = error === module.E_CANCELED ? 'canceled' : String(error));
      if (step.do === 'acquire') {
        semaphore.acquire(step.weight, step.priority).then(([value, release]) => {
          tickets.push(release);
          outcomes[index] = `has ${value}`;
        }, cancel);
      } else if (step.do === 'run') {
        const work = (value: number) => void (outcomes[index] = `ran with ${value}`);
        semaphore.runExclusive(work, step.weight, step.priority).catch(cancel);
      } else void semaphore.waitForUnlock(step.weight, step.priority).then(note('saw it free'));
    } else if (step.do === 'release ticket') {
      const [release] = tickets.splice(step.pick % (tickets.length || 1), 1);
      release?.();
      if (release) released.push(release);
    } else if (step.do === 'release ticket again') released[step.pick % released.length]?.();
    else if (step.do === 'release') semaphore.release(step.weight);
    else if (step.do === 'set') semaphore.setValue(step.value);
    else semaphore.cancel();
    await settle();
    log.push(`${semaphore.getValue()} ${semaphore.isLocked()} ${outcomes.join()}`);
  }
  return log;
}

const source = new MutatedSource();
afterAll(() => source.remove());

/** Throws with the shortest history found in which `module` does not do what async-mutex does. */
const compare = (module: typeof ours, trial: { seed: number; numRuns: number }) =>
  fc.assert(
    fc.asyncProperty(steps, async (history) => {
      expect(await play(module, history)).toEqual(await play(theirs, history));
    }),
    trial,
  );

describe('the entry async-mutex', () => {
  it(`does what async-mutex does (seed ${seed})`, () => compare(ours, { seed, numRuns: 300 }));

  it.each(asyncMutexMutants)('would be caught if $name', async (mutant) => {
    const mutated = (await source.load(mutant, 'async-mutex/index')) as typeof ours;
    await expect(compare(mutated, { seed: 1, numRuns: 500 })).rejects.toThrow(/Property failed/);
  });

  it('fits the types of async-mutex, and they fit its own', () => {
    const mutex: theirs.MutexInterface = new ours.Mutex() satisfies ours.MutexInterface;
    const semaphore: theirs.SemaphoreInterface = new ours.Semaphore(1);
    const back: [ours.MutexInterface, ours.SemaphoreInterface] = [mutex, semaphore];
    const withTimeout: typeof theirs.withTimeout = ours.withTimeout;
    const tryAcquire: typeof theirs.tryAcquire = ours.tryAcquire;
    expect([...back, withTimeout, tryAcquire]).toHaveLength(4);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  });

  it('frees one lock by a releaser called twice', async () => {
    const mutex = new ours.Mutex();
    const release = await mutex.acquire();
    const next = mutex.acquire();
    release();
    release();
    await next;
    expect(mutex.isLocked()).toBe(true);
    mutex.release();
    mutex.release();
    expect(mutex.isLocked()).toBe(false);
  });

  describe.each([
    ['own', () => new ours.Mutex()],
    ["async-mutex's", () => new theirs.Mutex()],
  ])('withTimeout around an %s mutex', (_whose, build) => {
    it('gives up with the error, and lets the lock go to the next', async () => {
      const clock = new VirtualClock().install();
      try {
        const mutex = build();
        const late = new Error('late');
        const release = await mutex.acquire();
        const refused = expect(ours.withTimeout(mutex, 10, late).acquire()).rejects.toBe(late);
        await advance(clock, 10);
        await refused;
        release();
        await settle();
        expect(mutex.isLocked()).toBe(false);
        expect(await ours.withTimeout(mutex, 10).runExclusive(() => 1)).toBe(1);
        expect(clock.pending).toBe(0);
      } finally {
        clock.uninstall();
      }
    });
  });

  it('keeps no zombie of a request that gave up', async () => {
    const semaphore = new ours.Semaphore(2);
    await semaphore.acquire(1);
    const heavy = ours.tryAcquire(semaphore).acquire(2);
    await expect(heavy).rejects.toBe(ours.E_ALREADY_LOCKED);
    const [value] = await semaphore.acquire(1);
    expect(value).toBe(1);
  });

  it('cancels whoever waits with the error of the constructor', async () => {
    const closed = new Error('closed');
    const mutex = new ours.Mutex(closed);
    await mutex.acquire();
    const waits = [mutex.acquire(), ours.withTimeout(mutex, 1e9).acquire()];
    mutex.cancel();
    expect(await Promise.allSettled(waits)).toEqual([
      { status: 'rejected', reason: closed },
      { status: 'rejected', reason: closed },
    ]);
  });

  it.each([[0], [-1], [NaN], ['1']])('throws for a weight of %s', async (wrong) => {
    const semaphore = new ours.Semaphore(1);
    await expect(semaphore.acquire(wrong as number)).rejects.toMatchObject({
      code: 'ERR_INVALID_ARGUMENT',
    });
    expect(() => semaphore.release(wrong as number)).toThrow(`weight is ${wrong};`);
    expect(() => semaphore.waitForUnlock(wrong as number)).toThrow(`weight is ${wrong};`);
  });
});
