import { describe, expect, it } from 'vitest';
import { AtomicCounter } from '../atomic-counter/atomic-counter.js';
import { InterlockedError } from '../errors.js';

/** A counter's handle after `change` was made to its memory, read as 32-bit words. */
function tampered(change: (words: Int32Array) => void) {
  const { handle } = new AtomicCounter();
  change(new Int32Array(handle.buffer));
  return handle;
}

function detached() {
  const buffer = new ArrayBuffer(48);
  structuredClone(buffer, { transfer: [buffer] });
  return { buffer, byteOffset: 0 };
}

describe('a handle', () => {
  it('leads a structured clone to the same memory', () => {
    const counter = new AtomicCounter();
    AtomicCounter.from(structuredClone(counter.handle)).increment();
    expect(counter.value).toBe(1);
  });

  const words = new SharedArrayBuffer(48);
  const refused: [string, unknown, string][] = [
    ['nothing', undefined, 'it is undefined (undefined)'],
    ['a number', 3, 'it is 3 (number)'],
    ['a bare buffer', words, 'its buffer is [object Undefined]'],
    ['an unshared buffer', { buffer: new ArrayBuffer(48), byteOffset: 0 }, 'is not shared'],
    ['a detached buffer', detached(), 'is not shared'],
    ['a view', { buffer: new Int32Array(words), byteOffset: 0 }, 'is [object Int32Array]'],
    ['no offset', { buffer: words }, 'its byteOffset is undefined'],
    ['a crooked offset', { buffer: words, byteOffset: 4 }, 'its byteOffset is 4'],
    ['a negative offset', { buffer: words, byteOffset: -8 }, 'its byteOffset is -8'],
    ['an offset beyond the end', { buffer: words, byteOffset: 40 }, 'inside the header'],
    ['an empty buffer', { buffer: new SharedArrayBuffer(0), byteOffset: 0 }, 'inside the header'],
    ['foreign memory', { buffer: words, byteOffset: 0 }, 'there is no primitive at byte 0'],
    ['another kind', tampered((found) => (found[1]! |= 999)), 'belongs to the unknown kind 999'],
    [
      'another version',
      tampered((found) => (found[1] = 7 << 16)),
      'version 7 and this package reads 1',
    ],
    ['another size', tampered((found) => (found[2] = 40)), 'says 40 bytes where 48 belong'],
  ];

  it.each(refused)('is refused when it is %s', (_name, handle, message) => {
    const join = () => AtomicCounter.from(handle as AtomicCounter['handle']);
    expect(join).toThrow(InterlockedError);
    expect(join).toThrow(expect.objectContaining({ code: 'ERR_INVALID_HANDLE' }));
    expect(join).toThrow(message);
  });

  it('is refused when its buffer was cut off', () => {
    const { handle } = new AtomicCounter();
    const buffer = new SharedArrayBuffer(32);
    new Uint8Array(buffer).set(new Uint8Array(handle.buffer).subarray(0, 32));
    expect(() => AtomicCounter.from({ ...handle, buffer })).toThrow(
      'This is no handle of the kind AtomicCounter: its buffer has 32 bytes left where 48 belong. ' +
        'Pass the `handle` of such a one, as it was posted to this thread.',
    );
  });
});
