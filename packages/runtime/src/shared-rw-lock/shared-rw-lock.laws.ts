import { SharedRWLock } from './shared-rw-lock.js';
import type { SharedRWGuard } from './shared-rw-guard.js';

const READERS = 2;

interface State {
  /** Who holds it, the first first. */
  readonly held: readonly ('read' | 'write')[];
}

/** The law of calls made one at a time for `SharedRWLock`, and how to build one for it. */
export const sharedRWLockLaws = {
  name: 'SharedRWLock',
  calls: ['tryRead', 'tryRead', 'tryWrite', 'lockRead', 'lockWrite', 'release', 'release'],
  build() {
    const lock = new SharedRWLock({ readers: READERS });
    const sides = [lock, SharedRWLock.from(lock.handle)];
    const guards: SharedRWGuard[] = [];
    const keep = (guard: SharedRWGuard | undefined) => {
      if (guard) guards.push(guard);
      return guard !== undefined;
    };
    const calls: Record<string, (own: SharedRWLock) => unknown> = {
      tryRead: (own) => keep(own.tryRead()),
      tryWrite: (own) => keep(own.tryWrite()),
      lockRead: (own) => keep(own.lockRead({ timeoutMs: 0 })),
      lockWrite: (own) => keep(own.lockWrite({ timeoutMs: 0 })),
      release: () => {
        const guard = guards.shift();
        guard?.release();
        // The second time does nothing.
        guard?.release();
      },
    };
    return (side: number, call: string): unknown => calls[call]!(sides[side]!);
  },
  reference: {
    initial: { held: [] } as State,
    apply({ held }: State, call: string): { state: State; answer: unknown } {
      if (call === 'release') return { state: { held: held.slice(1) }, answer: undefined };
      const how = call.endsWith('Read') ? 'read' : 'write';
      const hasRoom =
        how === 'read' ? !held.includes('write') && held.length < READERS : held.length === 0;
      if (hasRoom) return { state: { held: [...held, how] }, answer: true };
      if (call.startsWith('try')) return { state: { held }, answer: false };
      // A thread that would wait for itself is told so; a reader's place others may free.
      const isOwn = how === 'write' || held.includes('write');
      return { state: { held }, answer: isOwn ? 'ERR_DEADLOCK' : 'ERR_TIMEOUT' };
    },
  },
} as const;
