import type { SharedHandle } from '../../src/index.js';

/** Where the words of a header are. */
const At = { MAGIC: 0, KIND: 1, SIZE: 2 } as const;
const VERSION_SHIFT = 16;

/** Handles that must not be joined, by what is wrong with them, made of a good one. */
export const badHandles: Readonly<Record<string, (good: SharedHandle) => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  'a number': () => 3,
  'a string': () => 'handle',
  'an empty object': () => ({}),
  'a bare buffer': ({ buffer }) => buffer,
  'a buffer that is not shared': (good) => ({ ...good, buffer: new ArrayBuffer(1_024) }),
  'a detached buffer': (good) => ({ ...good, buffer: detached(1_024) }),
  'a typed array for a buffer': (good) => ({ ...good, buffer: new Int32Array(good.buffer) }),
  'a view for a buffer': (good) => ({ ...good, buffer: new DataView(good.buffer) }),
  'no offset': ({ buffer, bells }) => ({ buffer, bells }),
  'a crooked offset': (good) => ({ ...good, byteOffset: 4 }),
  'a negative offset': (good) => ({ ...good, byteOffset: -8 }),
  'a fraction of an offset': (good) => ({ ...good, byteOffset: 0.5 }),
  'an offset that is NaN': (good) => ({ ...good, byteOffset: NaN }),
  'an offset that is text': (good) => ({ ...good, byteOffset: '0' }),
  'an offset of 2 ** 53': (good) => ({ ...good, byteOffset: 2 ** 53 }),
  'an offset at the end': (good) => ({ ...good, byteOffset: good.buffer.byteLength }),
  'an empty buffer': (good) => ({ ...good, buffer: new SharedArrayBuffer(0) }),
  'foreign memory': (good) => ({ ...good, buffer: new SharedArrayBuffer(1_024) }),
  'a buffer cut off in the header': (good) => ({ ...good, buffer: copyOf(good, 8) }),
  'a buffer cut off after the header': (good) => ({ ...good, buffer: copyOf(good, 16) }),
  'a buffer cut off before the end': (good) => ({
    ...good,
    buffer: copyOf(good, good.buffer.byteLength - 4),
  }),
  'another version': (good) => changed(good, At.KIND, (word) => word + (1 << VERSION_SHIFT)),
  'no version': (good) => changed(good, At.KIND, (word) => word & 0xffff),
  'an unknown kind': (good) => changed(good, At.KIND, (word) => word | 0x7000),
  'another mark': (good) => changed(good, At.MAGIC, (word) => word + 1),
  'a size too small': (good) => changed(good, At.SIZE, () => 16),
  'a size of 0': (good) => changed(good, At.SIZE, () => 0),
  'a negative size': (good) => changed(good, At.SIZE, () => -24),
  'a crooked size': (good) => changed(good, At.SIZE, (word) => word - 1),
  'a size beyond the buffer': (good) => changed(good, At.SIZE, (word) => 8 * word),
  'no bells': ({ kind, buffer, byteOffset }) => ({ kind, buffer, byteOffset }),
  'bells that are not shared': (good) => ({ ...good, bells: new ArrayBuffer(160) }),
  'bells that are cut off': (good) => ({ ...good, bells: new SharedArrayBuffer(80) }),
  'foreign bells': (good) => ({ ...good, bells: new SharedArrayBuffer(160) }),
};

function copyOf({ buffer }: SharedHandle, bytes: number): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(bytes);
  new Uint8Array(copy).set(new Uint8Array(buffer, 0, bytes));
  return copy;
}

function changed(good: SharedHandle, at: number, change: (word: number) => number): SharedHandle {
  const buffer = copyOf(good, good.buffer.byteLength);
  const words = new Int32Array(buffer);
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- a copy that nobody else has
  words[at] = change(words[at]!);
  return { ...good, buffer };
}

function detached(bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}
