import type { SharedGuard } from '../internal/shared-guard.js';
import { SharedMutex } from './shared-mutex.js';

/** The law of calls made one at a time for `SharedMutex`, and how to build one for it. */
export const sharedMutexLaws = {
  name: 'SharedMutex',
  calls: ['isLocked', 'tryLock', 'lock', 'release', 'release again', 'die'],
  build() {
    const mutex = new SharedMutex();
    const sides = [mutex, SharedMutex.from(mutex.handle)];
    let held: SharedGuard | undefined;
    let over: SharedGuard | undefined;
    const calls: Record<string, (own: SharedMutex) => unknown> = {
      isLocked: (own) => own.isLocked,
      // A thread that would wait for itself is told so.
      lock: (own) => (held = own.lock({ timeoutMs: 0 })).abandoned,
      tryLock: (own) => {
        const guard = own.tryLock();
        held = guard ?? held;
        return guard?.abandoned;
      },
      release: () => {
        over = held;
        held?.release();
        return (held = undefined);
      },
      'release again': () => over?.release(),
      die: (own) => {
        const wasHeld = own.declareDead(own.ownerId);
        if (wasHeld) held = undefined;
        return wasHeld;
      },
    };
    return (side: number, call: string): unknown => calls[call]!(sides[side]!);
  },
  reference: {
    initial: 'free',
    apply(state: string, call: string): { state: string; answer: unknown } {
      const isLocked = state === 'held';
      if (call === 'isLocked') return { state, answer: isLocked };
      if (call === 'release again') return { state, answer: undefined };
      if (call === 'release') return { state: isLocked ? 'free' : state, answer: undefined };
      if (call === 'die') return { state: isLocked ? 'abandoned' : state, answer: isLocked };
      if (!isLocked) return { state: 'held', answer: state === 'abandoned' };
      return { state, answer: call === 'lock' ? 'ERR_DEADLOCK' : undefined };
    },
  },
} as const;
