import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as shared from '../../src/shared.js';
import { badHandles } from './bad-handles.js';
import { misusedCells } from './misused-cells.js';
import type { MisusedKind, Shared, Thing } from './misused-kind.js';
import { misusedLocks } from './misused-locks.js';
import { misusedMeetings } from './misused-meetings.js';

const misusedKinds = [...misusedCells, ...misusedLocks, ...misusedMeetings];

afterEach(() => void vi.restoreAllMocks());

/** What is no count, wherever one is asked for. */
const NO_COUNTS = [
  NaN,
  0.5,
  -0,
  2 ** 53,
  -(2 ** 53),
  Infinity,
  -Infinity,
  '1',
  null,
  {},
  true,
  [1],
];
const NO_TIMES = [NaN, -1, '5', null, {}];

const isBig = ({ name }: MisusedKind) => name === 'AtomicBigInt64';
const show = (value: unknown) => inspect(value);

const bytesOf = ({ handle }: Thing) => [...new Uint8Array(handle.buffer)];

/** The error of a call, whether it is thrown or comes later; the thing must be as it was before. */
async function errorOf(thing: Thing, call: () => unknown): Promise<unknown> {
  const before = bytesOf(thing);
  const error = await (async () => {
    try {
      return (await call(), 'no error');
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(bytesOf(thing), 'something was changed').toEqual(before);
  return error;
}

const expectCode = (error: unknown, code: RegExp) => {
  expect(error).toBeInstanceOf(shared.InterlockedError);
  expect((error as { code: string }).code).toMatch(code);
};

describe.each(misusedKinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
  const Class = (all: Shared) => all[name as 'SharedMutex'];

  it('takes the memory that its contract says', () => {
    expect(kind.build(shared).handle.buffer.byteLength).toBe(kind.bytes);
    const folder = name.replace(/(RW|[A-Z][a-z]+|[0-9]+)(?=[A-Z])/g, '$1-').toLowerCase();
    const source = readFileSync(
      new URL(`../../src/${folder}/${folder}.ts`, import.meta.url),
      'utf8',
    );
    expect(source.replace(/\s+\*\s+/g, ' ')).toContain(`- **Memory:** ${kind.memory}`);
  });

  it.each(Object.keys(badHandles))('joins no handle that is %s', async (bad) => {
    const thing = kind.build(shared);
    const handle = badHandles[bad]!(thing.handle) as never;
    const error = await errorOf(thing, () => Class(shared).from(handle));
    expectCode(error, /^ERR_INVALID_HANDLE$/);
    expect((error as Error).message).toMatch(
      new RegExp(`^This is no handle of the kind ${name}: `),
    );
  });

  it.each(misusedKinds.filter((other) => other !== kind))('joins no $name', async (other) => {
    const thing = other.build(shared);
    const error = await errorOf(thing, () => Class(shared).from(thing.handle as never));
    expectCode(error, /^ERR_INVALID_HANDLE$/);
    expect((error as Error).message).toContain(`it belongs to the kind ${other.name}`);
  });

  const counts = Object.entries(kind.counts ?? {}).flatMap(([call, [misuse, range = []]]) => [
    ...[...NO_COUNTS, ...(isBig(kind) ? [1] : [1n])].map(
      (value) => [call, show(value), value, misuse, /^ERR_INVALID_ARGUMENT$/] as const,
    ),
    ...range.map(
      (value) =>
        [call, show(value), value, misuse, /^ERR_(INVALID_ARGUMENT|OUT_OF_RANGE)$/] as const,
    ),
  ]);

  it.for(counts)('refuses, for %s, %s', async ([, , value, misuse, code]) => {
    const thing = kind.build(shared);
    const error = await errorOf(thing, () => misuse(thing as never, value as never, shared));
    expectCode(error, code);
    // The message says what came, and then what to do.
    expect((error as Error).message).toMatch(/; (pass|ask|count)|\. (Nothing|Give|Pass)/);
  });

  const waits = Object.entries(kind.waits ?? {}).flatMap(([call, misuse]) =>
    NO_TIMES.map((timeoutMs) => [call, show(timeoutMs), timeoutMs, misuse] as const),
  );

  it.for(waits)('%s waits for no time that is %s', async ([, , timeoutMs, misuse]) => {
    const thing = kind.build(shared);
    const limit = { timeoutMs };
    const error = await errorOf(thing, () => misuse(thing as never, limit as never, shared));
    expectCode(error, /^ERR_INVALID_ARGUMENT$/);
    expect((error as Error).message).toMatch(/^timeoutMs is .+; pass milliseconds from 0/);
  });

  it.each(Object.entries(kind.blocks ?? {}))(
    '%s says so at once on a thread that may not block',
    async (_method, misuse) => {
      // As the main thread of a page answers.
      vi.spyOn(Atomics, 'wait').mockImplementation(() => {
        throw new TypeError('Atomics.wait cannot be called in this context');
      });
      vi.resetModules();
      const fresh = await import('../../src/shared.js');
      const thing = kind.build(fresh);
      const error = await errorOf(thing, () => misuse(thing as never, undefined as never, fresh));
      expect(error).toMatchObject({ code: 'ERR_CANNOT_BLOCK' });
      expect((error as Error).message).toMatch(/^Shared\w+\.\w+\(\) blocks its thread, and this/);
    },
  );
});
