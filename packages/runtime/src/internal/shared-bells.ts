import { ownId } from './shared-thread.js';

/*
 * A thread that waits without blocking waits on one word for all that it waits for: its doorbell.
 * The doorbells of a process are in one table, to which every handle leads, so whoever changes a
 * primitive can ring the bells of those who wait there.
 *
 * | word      | meaning                                                                       |
 * | --------- | ----------------------------------------------------------------------------- |
 * | MAGIC     | says that this is such a table                                                |
 * | ID, ID+1  | the same for all that lead to one table, as objects for it differ by thread   |
 * | NEXT_ID   | the next id for threads that have no number of their own                      |
 * | HUNG      | a bit for each bell that some thread listens to                               |
 * | FIRST...  | the bells: each counts how often it was rung                                  |
 *
 * With more threads than bells some threads share one. Each of them then looks when another is
 * rung for, and finds nothing.
 */
export const enum Bell {
  MAGIC = 0,
  ID = 1,
  NEXT_ID = 3,
  HUNG = 4,
  FIRST = 8,
  /** How many there are, one for each bit of a word. */
  COUNT = 32,
}

/** The table of the doorbells, as 32-bit words. */
export type Bells = Int32Array<SharedArrayBuffer>;

const MAGIC = 0x42454c4c;
const SIZE_BYTES = 4 * (Bell.FIRST + Bell.COUNT);

let own: Bells | undefined;

/** The table for what this thread makes: the first that it met, or a new one. */
export function ownBells(): Bells {
  own ??= newBells();
  return own;
}

/** The table in `buffer`, or what is there instead. */
export function joinBells(buffer: unknown): Bells | string {
  const found = Object.prototype.toString.call(buffer);
  if (found !== '[object SharedArrayBuffer]') return found;
  const { byteLength } = buffer as SharedArrayBuffer;
  if (byteLength !== SIZE_BYTES) return `${byteLength} bytes`;
  const bells = new Int32Array(buffer as SharedArrayBuffer);
  if (bells[Bell.MAGIC] !== MAGIC) return 'foreign memory';
  own ??= bells;
  return bells;
}

/** Lets a thread listen to a bell; answers which one it is. */
export function hangBell(bells: Bells, ownerId = ownId(bells, Bell.NEXT_ID)): number {
  const bell = ownerId % Bell.COUNT;
  Atomics.or(bells, Bell.HUNG, 1 << bell);
  return bell;
}

function newBells(): Bells {
  const bells = new Int32Array(new SharedArrayBuffer(SIZE_BYTES));
  const random = () => (Math.random() * 2 ** 32) | 0;
  bells.set([MAGIC, random(), random()]);
  return bells;
}
