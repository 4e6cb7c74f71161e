/** What a gate does: how many of those who wait it lets through when somebody comes or acts. */
export interface ReferenceGate {
  /** Whether who comes now goes through at once; `waiting` others are there. */
  come(waiting: number): { readonly isThrough: boolean; readonly wakes: number };
  /** How many of `waiting`, from the first, go through. */
  act(name: string, waiting: number): number;
}

/** The obviously right gates, by the name of the primitive. */
export const referenceGates: Readonly<Record<string, () => ReferenceGate>> = {
  Event: () => {
    let isSet = false;
    return {
      come: () => ({ isThrough: isSet, wakes: 0 }),
      act: (name, waiting) => {
        isSet = name === 'set';
        return isSet ? waiting : 0;
      },
    };
  },
  Latch: () => {
    let count = 3;
    return {
      come: () => ({ isThrough: count === 0, wakes: 0 }),
      act: (_name, waiting) => {
        count = Math.max(0, count - 1);
        return count === 0 ? waiting : 0;
      },
    };
  },
  Barrier: () => ({
    come: (waiting) =>
      waiting === 2 ? { isThrough: true, wakes: 2 } : { isThrough: false, wakes: 0 },
    act: () => 0,
  }),
  Condition: () => ({
    come: () => ({ isThrough: false, wakes: 0 }),
    act: (name, waiting) => (name === 'notify' ? Math.min(1, waiting) : waiting),
  }),
};
