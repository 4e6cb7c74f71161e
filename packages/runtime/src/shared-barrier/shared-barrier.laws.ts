import { SharedBarrier } from './shared-barrier.js';

/** The law of calls made one at a time for `SharedBarrier`, and how to build one for it. */
export const sharedBarrierLaws = {
  name: 'SharedBarrier',
  calls: ['waiting', 'give up', 'meet'],
  build() {
    const barrier = new SharedBarrier(2);
    const sides = [barrier, SharedBarrier.from(barrier.handle)];
    const calls: Record<string, (own: SharedBarrier, other: SharedBarrier) => unknown> = {
      waiting: (own) => own.waiting,
      'give up': (own) => own.block({ timeoutMs: 0 }),
      meet: (own, other) => {
        void own.wait();
        return other.block({ timeoutMs: 0 });
      },
    };
    return (side: number, call: string): unknown => calls[call]!(sides[side]!, sides[1 - side]!);
  },
  reference: {
    initial: undefined,
    // Whoever gives up has not come, so nobody ever waits between two calls.
    apply(state: undefined, call: string): { state: undefined; answer: unknown } {
      const answers: Record<string, unknown> = { waiting: 0, 'give up': 'ERR_TIMEOUT', meet: true };
      return { state, answer: answers[call] };
    },
  },
} as const;
