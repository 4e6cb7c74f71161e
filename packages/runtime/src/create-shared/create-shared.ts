import { InterlockedError } from '../errors.js';
import { ownBells } from '../internal/shared-bells.js';
import { allocateBuffer, readSize, type SharedHandle } from '../internal/shared-place.js';

/** A primitive that lives in shared memory. */
interface SharedPrimitive {
  readonly handle: SharedHandle;
}

/** The class of such a primitive, if it can be made without arguments. */
interface SharedClass {
  new (): SharedPrimitive;
  from(handle: never): SharedPrimitive;
}

/** What to lay out: for each name a class, or a new primitive that was made with arguments. */
export type SharedLayout = Readonly<Record<string, SharedClass | SharedPrimitive>>;

/** The primitives of a layout, by their names. */
export type SharedParts<Layout> = {
  readonly [Name in keyof Layout]: Layout[Name] extends new () => infer Primitive
    ? Primitive
    : Layout[Name];
};

/** What another thread needs to join all primitives of a layout. */
export interface SharedLayoutHandle {
  readonly buffer: SharedArrayBuffer;
  /** The doorbells of the threads that wait without blocking. */
  readonly bells: SharedArrayBuffer;
  /** Where in the buffer each primitive begins. */
  readonly offsets: Readonly<Record<string, number>>;
}

/** Far enough apart that no two primitives share a cache line, nor a pair fetched together. */
const ALIGNMENT_BYTES = 128;

/**
 * Lays several primitives out in one piece of shared memory.
 *
 * ```ts
 * const layout = { hits: AtomicCounter, lock: SharedMutex };
 * const { parts, handle } = createShared(layout);
 * // In a worker, with the same layout: const { hits, lock } = joinShared(layout, handle);
 * ```
 *
 * - **Blocking:** never.
 * - **Errors:** `ERR_INVALID_ARGUMENT` for what is no class and no primitive of shared memory.
 * - **Memory:** what the primitives need, each rounded up to 128 bytes.
 */
export function createShared<const Layout extends SharedLayout>(
  layout: Layout,
): { readonly parts: SharedParts<Layout>; readonly handle: SharedLayoutHandle } {
  const originals = Object.entries(layout).map(([name, part]) => [name, open(name, part)] as const);
  const offsets: Record<string, number> = {};
  let sizeBytes = 0;
  for (const [name, { handle }] of originals) {
    offsets[name] = sizeBytes;
    sizeBytes += Math.ceil(readSize(handle) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  }
  const buffer = allocateBuffer('createShared()', sizeBytes);
  // A primitive holds no addresses, so its bytes mean the same wherever they are.
  for (const [name, { handle }] of originals) copy(handle, buffer, offsets[name]!);
  const handle = { buffer, offsets, bells: ownBells().buffer };
  return { parts: joinShared(layout, handle), handle };
}

/** Joins what {@link createShared} laid out in another thread; the layout must be the same. */
export function joinShared<const Layout extends SharedLayout>(
  layout: Layout,
  { buffer, bells, offsets }: SharedLayoutHandle,
): SharedParts<Layout> {
  const names = Object.keys(layout);
  const isSame = names.length === Object.keys(offsets ?? {}).length;
  const missing = names.find((name) => offsets?.[name] === undefined);
  if (!isSame || missing !== undefined) throw otherLayout(names, Object.keys(offsets ?? {}));
  const parts = names.map((name) => {
    const from = { buffer, bells, byteOffset: offsets[name]! } as never;
    return [name, toClass(name, layout[name]!).from(from)] as const;
  });
  return Object.fromEntries(parts) as SharedParts<Layout>;
}

function open(name: string, part: SharedClass | SharedPrimitive): SharedPrimitive {
  const Class = toClass(name, part);
  return typeof part === 'function' ? new Class() : part;
}

function toClass(name: string, part: SharedClass | SharedPrimitive): SharedClass {
  const Class = (typeof part === 'function' ? part : part?.constructor) as SharedClass;
  if (typeof Class?.from === 'function' && 'handle' in Class.prototype) return Class;
  throw new InterlockedError(
    'ERR_INVALID_ARGUMENT',
    `the layout's ${name} is no primitive (${typeof part}); pass a class such as AtomicCounter, or a new object ` +
      'of one, such as new SharedSemaphore(4).',
  );
}

function copy(from: SharedHandle, to: SharedArrayBuffer, offset: number): void {
  const size = readSize(from);
  new Uint8Array(to, offset, size).set(new Uint8Array(from.buffer, from.byteOffset, size));
}

function otherLayout(wanted: readonly string[], found: readonly string[]): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_HANDLE',
    `The layout has ${wanted.join(', ') || 'nothing'}, and the handle has ` +
      `${found.join(', ') || 'nothing'}. Use one layout in all threads: export it from a module.`,
  );
}
