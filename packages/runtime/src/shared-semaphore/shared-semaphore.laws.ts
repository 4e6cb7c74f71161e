import type { PermitGuard } from './permit-guard.js';
import { SharedSemaphore } from './shared-semaphore.js';

const PERMITS = 3;

interface State {
  /** The weights that are held, the oldest first. */
  readonly held: readonly number[];
}

/** The law of calls made one at a time for `SharedSemaphore`, and how to build one for it. */
export const sharedSemaphoreLaws = {
  name: 'SharedSemaphore',
  calls: ['available', 'tryLock', 'lock', 'release', 'release', 'die'],
  counts: [0, 1, 2, 3, 4],
  build() {
    const semaphore = new SharedSemaphore(PERMITS);
    const sides = [semaphore, SharedSemaphore.from(semaphore.handle)];
    let guards: PermitGuard[] = [];
    const keep = (guard: PermitGuard | undefined) => {
      if (guard) guards.push(guard);
      return guard?.weight;
    };
    const calls: Record<string, (own: SharedSemaphore, weight: number) => unknown> = {
      available: (own) => own.available,
      tryLock: (own, weight) => keep(own.tryLock(weight)),
      lock: (own, weight) => keep(own.lock({ weight, timeoutMs: 0 })),
      release: () => {
        const guard = guards.shift();
        guard?.release();
        // The second time does nothing.
        guard?.release();
      },
      die: (own) => {
        guards = [];
        return own.declareDead(own.ownerId);
      },
    };
    return (side: number, call: string, count: number): unknown =>
      calls[call]!(sides[side]!, count);
  },
  reference: {
    initial: { held: [] } as State,
    apply({ held }: State, call: string, weight: number): { state: State; answer: unknown } {
      const taken = held.reduce((sum, one) => sum + one, 0);
      const free = PERMITS - taken;
      if (call === 'available') return { state: { held }, answer: free };
      if (call === 'release') return { state: { held: held.slice(1) }, answer: undefined };
      if (call === 'die') return { state: { held: [] }, answer: taken };
      if (weight < 1) return { state: { held }, answer: 'ERR_INVALID_ARGUMENT' };
      if (weight > PERMITS) return { state: { held }, answer: 'ERR_OUT_OF_RANGE' };
      if (weight <= free) return { state: { held: [...held, weight] }, answer: weight };
      return { state: { held }, answer: call === 'lock' ? 'ERR_TIMEOUT' : undefined };
    },
  },
} as const;
