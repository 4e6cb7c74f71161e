import { SharedOnce } from './shared-once.js';

/** The law of calls made one at a time for `SharedOnce`, and how to build one for it. */
export const sharedOnceLaws = {
  name: 'SharedOnce',
  calls: ['isDone', 'fail', 'fail', 'run', 'run inside a run'],
  build() {
    const once = new SharedOnce();
    const sides = [once, SharedOnce.from(once.handle)];
    const fail = () => {
      throw Object.assign(new Error('the run fails'), { code: 'failed' });
    };
    return (side: number, call: string): unknown => {
      const own = sides[side]!;
      if (call === 'isDone') return own.isDone;
      if (call === 'fail') return own.runBlocking(fail);
      if (call === 'run') return own.runBlocking(() => {});
      return own.runBlocking(() => void sides[1 - side]!.runBlocking(fail, { timeoutMs: 0 }));
    };
  },
  reference: {
    initial: false,
    apply(isDone: boolean, call: string): { state: boolean; answer: unknown } {
      if (call === 'isDone' || isDone)
        return { state: isDone, answer: call === 'isDone' && isDone };
      if (call === 'run') return { state: true, answer: true };
      return { state: false, answer: call === 'fail' ? 'failed' : 'ERR_DEADLOCK' };
    },
  },
} as const;
