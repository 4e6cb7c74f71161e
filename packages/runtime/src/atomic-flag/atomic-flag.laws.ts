import { AtomicFlag } from './atomic-flag.js';

/** The law of calls made one at a time for `AtomicFlag`, and how to build one for it. */
export const atomicFlagLaws = {
  name: 'AtomicFlag',
  calls: ['isSet', 'testAndSet', 'testAndClear'],
  build() {
    const flag = new AtomicFlag({ isSet: true });
    const sides = [flag, AtomicFlag.from(flag.handle)];
    return (side: number, call: string): unknown => {
      const own = sides[side]!;
      return call === 'isSet' ? own.isSet : own[call as 'testAndSet']();
    };
  },
  reference: {
    initial: true,
    apply(isSet: boolean, call: string): { state: boolean; answer: unknown } {
      return { state: call === 'isSet' ? isSet : call === 'testAndSet', answer: isSet };
    },
  },
} as const;
