import { InterlockedError } from '../errors.js';

/** The words with which every shared primitive begins. */
export const enum Header {
  MAGIC = 0,
  /** The kind, and the version of the layout above it. */
  KIND = 1,
  SIZE_BYTES = 2,
  /** A bit for each doorbell to ring at the next change. */
  BELLS = 3,
}

export const HEADER_WORDS = 4;
export const HEADER_BYTES = 4 * HEADER_WORDS;

/** Every kind of shared primitive, with the number that its header carries. */
const KINDS = {
  AtomicCounter: 1,
  AtomicInt32: 2,
  AtomicBigInt64: 3,
  AtomicFlag: 4,
  StripedCounter: 5,
  SharedMutex: 6,
  SharedSemaphore: 7,
  SharedRWLock: 8,
  SharedCondition: 9,
  SharedLatch: 10,
  SharedBarrier: 11,
  SharedOnce: 12,
  SharedKeyedMutex: 13,
  SharedQueue: 14,
} as const;

export type SharedKind = keyof typeof KINDS;

/** The sizes that a kind can have: some bytes, and some for each of one or more parts. */
export interface Sizes {
  readonly base: number;
  readonly each: number;
}

const MAGIC = 0x494c4b44;
const VERSION = 1;
/** In the word of the kind, the version begins at this bit. */
const VERSION_SHIFT = 16;
const KIND_BITS = 0xffff;

/** Writes the header of a primitive. */
export function writeHeader(
  kind: SharedKind,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  sizeBytes: number,
): void {
  const kindAndVersion = KINDS[kind] | (VERSION << VERSION_SHIFT);
  new Int32Array(buffer, byteOffset, HEADER_WORDS).set([MAGIC, kindAndVersion, sizeBytes]);
}

/** Answers how many bytes the primitive has, or throws unless it is one of that kind. */
export function checkHeader(
  kind: SharedKind,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  sizes: number | Sizes,
): number {
  const words = new Int32Array(buffer, byteOffset, HEADER_WORDS);
  const found = words[Header.KIND]!;
  const sizeBytes = words[Header.SIZE_BYTES]!;
  const version = found >>> VERSION_SHIFT;
  if (words[Header.MAGIC] !== MAGIC)
    throw refusedHandle(kind, `there is no primitive at byte ${byteOffset}`);
  if (version !== VERSION) {
    throw refusedHandle(
      kind,
      `its memory has layout version ${version} and this package reads ${VERSION}`,
      'Use one version of @interlocked/runtime in all threads.',
    );
  }
  const foundKind = found & KIND_BITS;
  if (foundKind !== KINDS[kind]) throw refusedHandle(kind, `it belongs to ${nameKind(foundKind)}`);
  checkSize(kind, buffer.byteLength - byteOffset, sizeBytes, sizes);
  return sizeBytes;
}

function checkSize(
  kind: SharedKind,
  available: number,
  found: number,
  sizes: number | Sizes,
): void {
  if (!isSize(found, sizes)) {
    const wanted = typeof sizes === 'number' ? `where ${sizes} belong` : 'as none has';
    throw refusedHandle(kind, `its header says ${found} bytes ${wanted}`);
  }
  if (available < found) {
    throw refusedHandle(kind, `its buffer has ${available} bytes left where ${found} belong`);
  }
}

function isSize(found: number, sizes: number | Sizes): boolean {
  if (typeof sizes === 'number') return found === sizes;
  const parts = (found - sizes.base) / sizes.each;
  return Number.isInteger(parts) && parts > 0;
}

function nameKind(code: number | undefined): string {
  const entry = Object.entries(KINDS).find(([, known]) => known === code);
  return entry ? `the kind ${entry[0]}` : `the unknown kind ${code}`;
}

/** The error of a handle that does not lead to a primitive of that kind. */
export function refusedHandle(kind: SharedKind, what: string, cure?: string): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_HANDLE',
    `This is no handle of the kind ${kind}: ${what}. ` +
      (cure ?? `Pass the \`handle\` of such a one, as it was posted to this thread.`),
  );
}
