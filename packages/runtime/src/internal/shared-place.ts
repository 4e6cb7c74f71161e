import { InterlockedError } from '../errors.js';
import { type Bells, joinBells, ownBells } from './shared-bells.js';
import {
  checkHeader,
  Header,
  HEADER_BYTES,
  HEADER_WORDS,
  refusedHandle,
  type SharedKind,
  type Sizes,
  writeHeader,
} from './shared-header.js';

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

/** Where a shared primitive lives, and whether it is still to be initialised. */
export interface Place {
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  readonly sizeBytes: number;
  readonly isNew: boolean;
  /** The doorbells that are rung for those who wait here. */
  readonly bells: Bells;
}

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
export function joinPlace(kind: SharedKind, handle: SharedHandle, sizes: number | Sizes): Place {
  const { buffer, byteOffset } = checkHandle(kind, handle);
  const foundBytes = checkHeader(kind, buffer, byteOffset, sizes);
  const bells = joinBells(handle.bells);
  if (typeof bells === 'string') throw refusedHandle(kind, `its bells are ${bells}`);
  return { buffer, byteOffset, sizeBytes: foundBytes, isNew: false, bells };
}

function claimPlace(
  kind: SharedKind,
  buffer: SharedArrayBuffer,
  byteOffset: number,
  sizeBytes: number,
  bells: Bells,
): Place {
  writeHeader(kind, buffer, byteOffset, sizeBytes);
  return { buffer, byteOffset, sizeBytes, isNew: true, bells };
}

/** The handle of the primitive at `place`. */
export function toHandle<Kind extends SharedKind>(kind: Kind, place: Place): SharedHandle<Kind> {
  const { buffer, byteOffset, bells } = place;
  return { kind, buffer, byteOffset, bells: bells.buffer };
}

function checkHandle(kind: SharedKind, handle: SharedHandle): SharedHandle {
  if (typeof handle !== 'object' || handle === null) {
    throw refusedHandle(kind, `it is ${String(handle)} (${typeof handle})`);
  }
  const { buffer, byteOffset } = handle;
  const found = Object.prototype.toString.call(buffer);
  if (found === '[object ArrayBuffer]') {
    throw refusedHandle(kind, 'its buffer is an ArrayBuffer, which is not shared between threads');
  }
  // The tag also recognises a buffer of another realm, which `instanceof` does not.
  if (found !== '[object SharedArrayBuffer]') throw refusedHandle(kind, `its buffer is ${found}`);
  if (!Number.isInteger(byteOffset) || byteOffset < 0 || byteOffset % ALIGNMENT !== 0) {
    throw refusedHandle(
      kind,
      `its byteOffset is ${String(byteOffset)}, not a multiple of ${ALIGNMENT}`,
    );
  }
  if (buffer.byteLength - byteOffset < HEADER_BYTES) {
    throw refusedHandle(kind, `its buffer ends at byte ${buffer.byteLength}, inside the header`);
  }
  return handle;
}

function noSharedMemory(who: string): InterlockedError {
  return new InterlockedError(
    'ERR_UNSUPPORTED',
    `${who} needs SharedArrayBuffer, which is not available here. In a browser, serve the page ` +
      'with the headers "Cross-Origin-Opener-Policy: same-origin" and ' +
      '"Cross-Origin-Embedder-Policy: require-corp", over HTTPS or from localhost.',
  );
}
