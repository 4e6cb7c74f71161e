import { describe, expect, it } from 'vitest';
import * as runtime from '../src/index.js';

const {
  Barrier,
  Condition,
  Event,
  Guarded,
  KeyedExecutor,
  KeyedMutex,
  KeyedRWLock,
  KeyedSemaphore,
  Latch,
  Mutex,
  Once,
  RWLock,
  Semaphore,
  SerialExecutor,
  SingleFlight,
} = runtime;

/** What a call is made with; whatever a test leaves out is right. */
interface Input {
  readonly fn: never;
  readonly key: never;
  readonly units: never;
  readonly options: never;
}

interface Call {
  readonly name: string;
  /** What of the input it takes. */
  readonly takes: readonly (keyof Input)[];
  readonly call: (input: Input) => unknown;
  /** The same while somebody is in its way, for those that wait. */
  readonly wait?: (input: Input) => Promise<unknown>;
}

const right = { fn: () => 1, key: 'key', units: 1, options: undefined } as unknown as Input;

const held = new Mutex();
held.tryAcquire();
const heldKey = new KeyedMutex<string>();
heldKey.tryAcquire('key');
const taken = new Semaphore(1);
taken.tryAcquire();
const takenKey = new KeyedSemaphore<string>(1);
takenKey.tryAcquire('key');
const written = new RWLock();
written.tryAcquireWrite();
const writtenKey = new KeyedRWLock<string>();
writtenKey.tryAcquireWrite('key');
const guarded = new Guarded(1);
const busy = new SerialExecutor({ maxQueued: Infinity });
const full = new SerialExecutor({ maxQueued: 0 });
const busyKey = new KeyedExecutor<string>();
const flying = new SingleFlight<string, unknown>();
const running = new Once<unknown>();
const forEver = () => new Promise<never>(() => {});
void guarded.update(forEver);
void busy.run(forEver);
void full.run(forEver);
void busyKey.run('key', forEver);
void flying.run('key', forEver);
void running.run(forEver);

const withUnits = ({ options, units }: Input) => Object.assign({ weight: units }, options);

/** Every call of the one-thread primitives that takes anything. */
const calls: readonly Call[] = [
  {
    name: 'Mutex.acquire',
    takes: ['options'],
    call: ({ options }) => new Mutex().acquire(options),
    wait: ({ options }) => held.acquire(options),
  },
  {
    name: 'Mutex.runExclusive',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new Mutex().runExclusive(fn, options),
    wait: ({ fn, options }) => held.runExclusive(fn, options),
  },
  { name: 'Semaphore', takes: ['units'], call: ({ units }) => new Semaphore(units) },
  {
    name: 'Semaphore.acquire',
    takes: ['units', 'options'],
    call: (input) => new Semaphore(1).acquire(withUnits(input)),
    wait: (input) => taken.acquire(withUnits(input)),
  },
  {
    name: 'Semaphore.tryAcquire',
    takes: ['units'],
    call: ({ units }) => new Semaphore(1).tryAcquire(units),
  },
  {
    name: 'Semaphore.runExclusive',
    takes: ['fn', 'units', 'options'],
    call: (input) => new Semaphore(1).runExclusive(input.fn, withUnits(input)),
    wait: (input) => taken.runExclusive(input.fn, withUnits(input)),
  },
  {
    name: 'RWLock.acquireRead',
    takes: ['options'],
    call: ({ options }) => new RWLock().acquireRead(options),
    wait: ({ options }) => written.acquireRead(options),
  },
  {
    name: 'RWLock.acquireWrite',
    takes: ['options'],
    call: ({ options }) => new RWLock().acquireWrite(options),
    wait: ({ options }) => written.acquireWrite(options),
  },
  {
    name: 'RWLock.runRead',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new RWLock().runRead(fn, options),
    wait: ({ fn, options }) => written.runRead(fn, options),
  },
  {
    name: 'RWLock.runWrite',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new RWLock().runWrite(fn, options),
    wait: ({ fn, options }) => written.runWrite(fn, options),
  },
  {
    name: 'KeyedMutex.acquire',
    takes: ['key', 'options'],
    call: ({ key, options }) => new KeyedMutex().acquire(key, options),
    wait: ({ key, options }) => heldKey.acquire(key, options),
  },
  {
    name: 'KeyedMutex.tryAcquire',
    takes: ['key'],
    call: ({ key }) => new KeyedMutex().tryAcquire(key),
  },
  {
    name: 'KeyedMutex.runExclusive',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedMutex().runExclusive(key, fn, options),
    wait: ({ key, fn, options }) => heldKey.runExclusive(key, fn, options),
  },
  {
    name: 'KeyedMutex.runExclusiveAll',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedMutex().runExclusiveAll(['a', key], fn, options),
    wait: ({ key, fn, options }) => heldKey.runExclusiveAll(['a', key], fn, options),
  },
  {
    name: 'KeyedMutex.isLocked',
    takes: ['key'],
    call: ({ key }) => new KeyedMutex().isLocked(key),
  },
  { name: 'KeyedSemaphore', takes: ['units'], call: ({ units }) => new KeyedSemaphore(units) },
  {
    name: 'KeyedSemaphore.acquire',
    takes: ['key', 'units', 'options'],
    call: (input) => new KeyedSemaphore(1).acquire(input.key, withUnits(input)),
    wait: (input) => takenKey.acquire(input.key, withUnits(input)),
  },
  {
    name: 'KeyedSemaphore.tryAcquire',
    takes: ['key', 'units'],
    call: ({ key, units }) => new KeyedSemaphore(1).tryAcquire(key, units),
  },
  {
    name: 'KeyedSemaphore.runExclusive',
    takes: ['key', 'fn', 'units', 'options'],
    call: (input) => new KeyedSemaphore(1).runExclusive(input.key, input.fn, withUnits(input)),
    wait: (input) => takenKey.runExclusive(input.key, input.fn, withUnits(input)),
  },
  {
    name: 'KeyedRWLock.acquireRead',
    takes: ['key', 'options'],
    call: ({ key, options }) => new KeyedRWLock().acquireRead(key, options),
    wait: ({ key, options }) => writtenKey.acquireRead(key, options),
  },
  {
    name: 'KeyedRWLock.acquireWrite',
    takes: ['key', 'options'],
    call: ({ key, options }) => new KeyedRWLock().acquireWrite(key, options),
    wait: ({ key, options }) => writtenKey.acquireWrite(key, options),
  },
  {
    name: 'KeyedRWLock.runRead',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedRWLock().runRead(key, fn, options),
    wait: ({ key, fn, options }) => writtenKey.runRead(key, fn, options),
  },
  {
    name: 'KeyedRWLock.runWrite',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedRWLock().runWrite(key, fn, options),
    wait: ({ key, fn, options }) => writtenKey.runWrite(key, fn, options),
  },
  {
    name: 'KeyedRWLock.runWriteAll',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedRWLock().runWriteAll([key], fn, options),
    wait: ({ key, fn, options }) => writtenKey.runWriteAll([key], fn, options),
  },
  {
    name: 'Guarded.update',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new Guarded(1).update(fn, options),
    wait: ({ fn, options }) => guarded.update(fn, options),
  },
  {
    name: 'Guarded.read',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new Guarded(1).read(fn, options),
    wait: ({ fn, options }) => guarded.read(fn, options),
  },
  {
    name: 'SingleFlight.run',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new SingleFlight().run(key, fn, options),
    wait: ({ key, fn, options }) => flying.run(key, fn, options),
  },
  {
    name: 'SingleFlight.forget',
    takes: ['key'],
    call: ({ key }) => new SingleFlight().forget(key),
  },
  {
    name: 'SingleFlight.wrap',
    takes: ['fn'],
    call: ({ fn }) => new SingleFlight().wrap(() => 1, fn),
  },
  {
    name: 'SerialExecutor.run',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new SerialExecutor().run(fn, options),
    wait: ({ fn, options }) => busy.run(fn, options),
  },
  {
    name: 'SerialExecutor.submit',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new SerialExecutor().submit(fn, options),
    wait: ({ fn, options }) => full.submit(fn, options),
  },
  {
    name: 'KeyedExecutor.run',
    takes: ['key', 'fn', 'options'],
    call: ({ key, fn, options }) => new KeyedExecutor().run(key, fn, options),
    wait: ({ key, fn, options }) => busyKey.run(key, fn, options),
  },
  {
    name: 'Condition.wait',
    takes: ['options'],
    call: ({ options }) => {
      const mutex = new Mutex();
      return new Condition(mutex).wait(mutex.tryAcquire()!, options);
    },
    wait: ({ options }) => {
      const mutex = new Mutex();
      return new Condition(mutex).wait(mutex.tryAcquire()!, options);
    },
  },
  {
    name: 'Condition.waitUntil',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => {
      const mutex = new Mutex();
      const predicate = fn === right.fn ? () => false : fn;
      return new Condition(mutex).waitUntil(mutex.tryAcquire()!, predicate, options);
    },
    wait: ({ options }) => {
      const mutex = new Mutex();
      return new Condition(mutex).waitUntil(mutex.tryAcquire()!, () => false, options);
    },
  },
  { name: 'Latch', takes: ['units'], call: ({ units }) => new Latch(units) },
  { name: 'Latch.countDown', takes: ['units'], call: ({ units }) => new Latch(9).countDown(units) },
  {
    name: 'Latch.wait',
    takes: ['options'],
    call: ({ options }) => new Latch(1).wait(options),
    wait: ({ options }) => new Latch(1).wait(options),
  },
  { name: 'Barrier', takes: ['units'], call: ({ units }) => new Barrier(units) },
  {
    name: 'Barrier.wait',
    takes: ['options'],
    call: ({ options }) => new Barrier(2).wait(options),
    wait: ({ options }) => new Barrier(2).wait(options),
  },
  {
    name: 'Event.wait',
    takes: ['options'],
    call: ({ options }) => new Event().wait(options),
    wait: ({ options }) => new Event().wait(options),
  },
  {
    name: 'Once.run',
    takes: ['fn', 'options'],
    call: ({ fn, options }) => new Once().run(fn, options),
    wait: ({ fn, options }) => running.run(fn, options),
  },
];

/** Mistakes, by what of the input they are made in. */
const mistakes: readonly [input: keyof Input, values: readonly unknown[]][] = [
  ['units', [0, -1, 1.5, NaN, Infinity, '1', null, 2n]],
  ['key', [NaN, {}, [], new Date(), () => 'key']],
  ['fn', [undefined, null, 'work', Promise.resolve(1), {}]],
  [
    'options',
    [
      { timeoutMs: -1 },
      { timeoutMs: NaN },
      { timeoutMs: '5' },
      { timeoutMs: -Infinity },
      { signal: {} },
      { signal: 'abort' },
      { timeout: 5 },
      'soon',
    ],
  ],
];

const takers = (input: keyof Input) => calls.filter(({ takes }) => takes.includes(input));

/** What a call throws, or rejects with, in the same turn. */
async function refusalOf(call: () => unknown): Promise<{ name?: string; code?: string }> {
  return new Promise((resolve) => resolve(call())).then(
    (value) => ({ name: `granted ${String(value)}` }),
    (error: Error) => error,
  );
}

const show = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0
    ? JSON.stringify(Object.entries(value).map((entry) => entry.map(String)))
    : `${typeof value} ${String(value)}`;

describe.each(mistakes)('a mistake in %s', (input, values) => {
  const table = takers(input).flatMap((call) =>
    values.map((value) => [call.name, show(value), call, value] as const),
  );

  it.each(table)('%s refuses %s', async (_name, _shown, { call }, value) => {
    const error = await refusalOf(() => call({ ...right, [input]: value as never }));
    expect(error).toMatchObject({ name: 'InterlockedError', code: 'ERR_INVALID_ARGUMENT' });
  });
});

describe('a deadline or a signal', () => {
  const waits = calls.flatMap(({ name, wait }) => (wait ? [[name, wait] as const] : []));

  it('is taken by every call that waits', () => {
    expect(waits.map(([name]) => name)).toEqual(takers('options').map(({ name }) => name));
  });

  it.each(waits)('%s gives up at once with timeoutMs 0', async (_name, wait) => {
    const error = await refusalOf(() => wait({ ...right, options: { timeoutMs: 0 } as never }));
    expect(error).toMatchObject({ name: 'InterlockedError', code: 'ERR_TIMEOUT' });
  });

  it.each(waits)('%s waits with timeoutMs Infinity', async (_name, wait) => {
    const options = { timeoutMs: Infinity } as Input['options'];
    const turn = new Promise((resolve) => setTimeout(resolve, 0, 'waits'));
    expect(await Promise.race([wait({ ...right, options }), turn])).toBe('waits');
  });

  it.each(waits)(
    '%s is refused with the reason of a signal that has aborted',
    async (_name, wait) => {
      const reason = new Error('gone');
      const options = { signal: AbortSignal.abort(reason) } as never;
      expect(await refusalOf(() => wait({ ...right, options }))).toBe(reason);
    },
  );
});

describe('too much is given back', () => {
  it('a guard gives back once what it holds', async () => {
    const semaphore = new Semaphore(2);
    const guard = await semaphore.acquire({ weight: 2 });
    guard.release();
    guard.release();
    expect(semaphore.available).toBe(2);
  });

  it('a latch counts no further than zero', () => {
    expect(() => new Latch(1).countDown(2)).toThrow(
      expect.objectContaining({ name: 'InterlockedError', code: 'ERR_OUT_OF_RANGE' }),
    );
  });

  it('a weight above all permits would never be granted', () => {
    for (const call of [
      () => new Semaphore(1).acquire({ weight: 2 }),
      () => new Semaphore(1).tryAcquire(2),
      () => new KeyedSemaphore(1).acquire('key', { weight: 2 }),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
    }
  });
});

describe('use after close', () => {
  const closed: [name: string, call: () => unknown][] = [];
  const [serial, keyed] = [new SerialExecutor(), new KeyedExecutor<string>()];
  closed.push(['SerialExecutor.run', () => serial.run(right.fn)]);
  closed.push(['SerialExecutor.submit', () => serial.submit(right.fn)]);
  closed.push(['KeyedExecutor.run', () => keyed.run('key', right.fn)]);

  it.each(closed)('%s is refused', async (_name, call) => {
    await Promise.all([serial.close(), keyed.close()]);
    expect(await refusalOf(call)).toMatchObject({ name: 'InterlockedError', code: 'ERR_CLOSED' });
  });
});

it('covers every primitive', () => {
  const primitives = Object.keys(runtime).filter(
    (name) => !/^(?:Atomic|Shared|Striped|create|join)|Error$/.test(name),
  );
  expect([...new Set(calls.map(({ name }) => name.split('.')[0]))].sort()).toEqual(
    primitives.sort(),
  );
});
