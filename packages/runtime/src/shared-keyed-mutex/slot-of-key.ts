import { InterlockedError } from '../errors.js';

export type SharedKey = string | number | bigint;

/** The slot of a key: the same in every thread, whatever it was made of there. */
export function toSlot(key: SharedKey, slots: number): number {
  if (!['string', 'number', 'bigint'].includes(typeof key) || Number.isNaN(key)) throw noKey(key);
  // Keys of different types that read the same, as 1 and '1', are different keys.
  const text = `${typeof key} ${key}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    // FNV-1a, by its authors Fowler, Noll and Vo, over UTF-16 units.
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % slots;
}

function noKey(key: unknown): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_ARGUMENT',
    `the key is ${String(key)} (${typeof key}); pass a string, a number or a bigint, which are the ` +
      'same in every thread.',
  );
}
