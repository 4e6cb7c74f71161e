import { SharedMutex } from '../shared-mutex/shared-mutex.js';
import { SharedCondition } from './shared-condition.js';

/** The law of calls made one at a time for `SharedCondition`, and how to build one for it. */
export const sharedConditionLaws = {
  name: 'SharedCondition',
  calls: ['notify', 'notifyAll', 'block', 'block until true', 'block with a released guard'],
  build() {
    const mutex = new SharedMutex();
    const condition = new SharedCondition();
    const sides = [condition, SharedCondition.from(condition.handle)];
    const limit = { timeoutMs: 0 };
    const calls: Record<string, (own: SharedCondition) => unknown> = {
      notify: (own) => own.notify(),
      notifyAll: (own) => own.notifyAll(),
      block: (own) => own.block(mutex, mutex.lock(limit), limit),
      'block until true': (own) => {
        own.blockUntil(mutex, mutex.lock(limit), () => true, limit).release();
      },
      'block with a released guard': (own) => {
        const guard = mutex.lock(limit);
        guard.release();
        return own.block(mutex, guard, limit);
      },
    };
    return (side: number, call: string): unknown => calls[call]!(sides[side]!);
  },
  reference: {
    initial: undefined,
    // A notification for which nobody waits is not kept for who comes later.
    apply(state: undefined, call: string): { state: undefined; answer: unknown } {
      const answers: Record<string, unknown> = {
        block: 'ERR_TIMEOUT',
        'block with a released guard': 'ERR_NOT_HELD',
      };
      return { state, answer: answers[call] };
    },
  },
} as const;
