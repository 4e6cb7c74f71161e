import { InterlockedError } from '../errors.js';
import { type Bells, joinBells, ownBells } from './shared-bells.js';
import { Header, HEADER_BYTES, HEADER_WORDS } from './shared-header.js';

/**
 * What another thread needs to join a shared primitive; survives `postMessage` and `workerData`.
 *
 * It is trusted as far as the memory that it leads to confirms it.
 */
export interface SharedHandle<Kind extends SharedKind = SharedKind> {
  readonly kind: Kind;
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  /** The doorbells of the threads that wait without blocking: 160 bytes, once in a process. */
  readonly bells: SharedArrayBuffer;
}

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

/** Where a shared primitive lives, and whether it is still to be initialised. */
export interface Place {
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  readonly sizeBytes: number;
  readonly isNew: boolean;
  /** The doorbells that are rung for those who wait here. */
  readonly bells: Bells;
}

const MAGIC = 0x494c4b44;
const VERSION = 1;
/** In the word of the kind, the version begins at this bit. */
const VERSION_SHIFT = 16;
const KIND_BITS = 0xffff;
const ALIGNMENT = 8;

/** Makes shared memory for one primitive of its own and writes the header. */
export function allocatePlace(kind: SharedKind, sizeBytes: number): Place {
  return claimPlace(kind, allocateBuffer(kind, sizeBytes), 0, sizeBytes, ownBells());
}

/** Makes shared memory, or says what must be done to have any. */
export function allocateBuffer(who: string, sizeBytes: number): SharedArrayBuffer {
  if (typeof SharedArrayBuffer === 'undefined') throw noSharedMemory(who);
  return new SharedArrayBuffer(sizeBytes);
}

/** How many bytes the primitive at `handle` takes, its header included. */
export function readSize({ buffer, byteOffset }: SharedHandle): number {
  return new Int32Array(buffer, byteOffset, HEADER_WORDS)[Header.SIZE_BYTES]!;
}

/** The place of a primitive that is a part of the one at `whole`, so many bytes into it. */
export function toPart(kind: SharedKind, whole: Place, at: number, sizeBytes: number): Place {
  const { buffer, bells, isNew } = whole;
  const byteOffset = whole.byteOffset + at;
  if (isNew) return claimPlace(kind, buffer, byteOffset, sizeBytes, bells);
  checkHeader(kind, buffer, byteOffset, sizeBytes);
  return { buffer, byteOffset, sizeBytes, isNew, bells };
}

/** Answers the place that `handle` leads to, or throws for whatever is wrong with it. */
export function joinPlace(kind: SharedKind, handle: SharedHandle, sizeBytes?: number): Place {
  const { buffer, byteOffset } = checkHandle(kind, handle);
  const foundBytes = checkHeader(kind, buffer, byteOffset, sizeBytes);
  const bells = joinBells(handle.bells);
  if (typeof bells === 'string') throw refused(kind, `its bells are ${bells}`);
  return { buffer, byteOffset, sizeBytes: foundBytes, isNew: false, bells };
}

/** Writes the header of a primitive. */
function claimPlace(
  kind: SharedKind,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  sizeBytes: number,
  bells: Bells,
): Place {
  const kindAndVersion = KINDS[kind] | (VERSION << VERSION_SHIFT);
  new Int32Array(buffer, byteOffset, HEADER_WORDS).set([MAGIC, kindAndVersion, sizeBytes]);
  return { buffer, byteOffset, sizeBytes, isNew: true, bells };
}

/** Answers how many bytes the primitive has, or throws unless it is one of that kind. */
function checkHeader(
  kind: SharedKind,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  wantedBytes?: number,
): number {
  const [magic, found = 0, sizeBytes = 0] = new Int32Array(buffer, byteOffset, HEADER_WORDS);
  const version = found >>> VERSION_SHIFT;
  if (magic !== MAGIC) throw refused(kind, `there is no primitive at byte ${byteOffset}`);
  if (version !== VERSION) {
    throw refused(
      kind,
      `its memory has layout version ${version} and this package reads ${VERSION}`,
      'Use one version of @interlocked/runtime in all threads.',
    );
  }
  const foundKind = found & KIND_BITS;
  if (foundKind !== KINDS[kind]) throw refused(kind, `it belongs to ${nameKind(foundKind)}`);
  checkSize(kind, buffer.byteLength - byteOffset, sizeBytes, wantedBytes);
  return sizeBytes;
}

/** The handle of the primitive at `place`. */
export function toHandle<Kind extends SharedKind>(kind: Kind, place: Place): SharedHandle<Kind> {
  const { buffer, byteOffset, bells } = place;
  return { kind, buffer, byteOffset, bells: bells.buffer };
}

function checkHandle(kind: SharedKind, handle: SharedHandle): SharedHandle {
  if (typeof handle !== 'object' || handle === null) {
    throw refused(kind, `it is ${String(handle)} (${typeof handle})`);
  }
  const { buffer, byteOffset } = handle;
  const found = Object.prototype.toString.call(buffer);
  if (found === '[object ArrayBuffer]') {
    throw refused(kind, 'its buffer is an ArrayBuffer, which is not shared between threads');
  }
  // The tag also recognises a buffer of another realm, which `instanceof` does not.
  if (found !== '[object SharedArrayBuffer]') throw refused(kind, `its buffer is ${found}`);
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % ALIGNMENT !== 0) {
    throw refused(kind, `its byteOffset is ${String(byteOffset)}, not a multiple of ${ALIGNMENT}`);
  }
  if (buffer.byteLength - byteOffset < HEADER_BYTES) {
    throw refused(kind, `its buffer ends at byte ${buffer.byteLength}, inside the header`);
  }
  return handle;
}

function checkSize(kind: SharedKind, available: number, found: number, wanted?: number): void {
  if (wanted !== undefined && found !== wanted) {
    throw refused(kind, `its header says ${found} bytes where ${wanted} belong`);
  }
  if (available < found) {
    throw refused(kind, `its buffer has ${available} bytes left where ${found} belong`);
  }
}

function nameKind(code: number | undefined): string {
  const entry = Object.entries(KINDS).find(([, known]) => known === code);
  return entry ? `the kind ${entry[0]}` : `the unknown kind ${code}`;
}

function refused(kind: SharedKind, what: string, cure?: string): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_HANDLE',
    `This is no handle of the kind ${kind}: ${what}. ` +
      (cure ?? `Pass the \`handle\` of such a one, as it was posted to this thread.`),
  );
}

function noSharedMemory(who: string): InterlockedError {
  return new InterlockedError(
    'ERR_UNSUPPORTED',
    `${who} needs SharedArrayBuffer, which is not available here. In a browser, serve the page ` +
      'with the headers "Cross-Origin-Opener-Policy: same-origin" and ' +
      '"Cross-Origin-Embedder-Policy: require-corp", over HTTPS or from localhost.',
  );
}
