import type { SharedGuard } from '../internal/shared-guard.js';
import { SharedKeyedMutex } from './shared-keyed-mutex.js';

/** The law of calls made one at a time for `SharedKeyedMutex`, and how to build one for it. */
export const sharedKeyedMutexLaws = {
  name: 'SharedKeyedMutex',
  calls: ['isLocked', 'tryLock', 'tryLock', 'lock', 'release'],
  counts: [0, 1, 2],
  build() {
    // So many slots that the few keys have one each.
    const mutex = new SharedKeyedMutex({ slots: 1_024 });
    const sides = [mutex, SharedKeyedMutex.from(mutex.handle)];
    const guards = new Map<number, SharedGuard>();
    const keep = (key: number, guard: SharedGuard | undefined) => {
      if (guard) guards.set(key, guard);
      return guard !== undefined;
    };
    const calls: Record<string, (own: SharedKeyedMutex, key: number) => unknown> = {
      isLocked: (own, key) => own.isLocked(key),
      tryLock: (own, key) => keep(key, own.tryLock(key)),
      lock: (own, key) => keep(key, own.lock(key, { timeoutMs: 0 })),
      release: (_own, key) => {
        guards.get(key)?.release();
        // The second time does nothing.
        guards.get(key)?.release();
      },
    };
    return (side: number, call: string, count: number): unknown =>
      calls[call]!(sides[side]!, count);
  },
  reference: {
    initial: [] as readonly number[],
    apply(held: readonly number[], call: string, key: number) {
      const isLocked = held.includes(key);
      if (call === 'isLocked') return { state: held, answer: isLocked };
      const others = held.filter((one) => one !== key);
      if (call === 'release') return { state: others, answer: undefined };
      if (!isLocked) return { state: [...held, key], answer: true };
      return { state: held, answer: call === 'lock' ? 'ERR_DEADLOCK' : false };
    },
  },
} as const;
