/** What the engine holds when the callers are done. */
export interface State {
  /** The counter, or the stock, of the one account. */
  readonly n: number;
  /** A column of the same row that another function changes. */
  readonly other: number;
  readonly tags: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** How many labels there are, of which each caller wants to see one. */
  readonly labels: number;
  readonly positions: readonly number[];
}

/** How one caller ended. */
export interface Ending {
  readonly value?: unknown;
  readonly error?: string;
}

/** A kind of race: what the row holds before, and how many effects are missing after. */
export interface Shape {
  readonly title: string;
  /** The counter at the start. */
  readonly start: number;
  lost(state: State, endings: readonly Ending[]): number;
}

const STOCK = 20;

const counter: Shape = {
  title: 'add to a column',
  start: 0,
  lost: (state, endings) => endings.length - state.n,
};

const doubled: Shape = {
  title: 'compute a column in a way that no operator has',
  start: 0,
  // Each caller takes the counter to the next odd number.
  lost: (state, endings) => endings.length - (state.n + 1) / 2,
};

const guarded: Shape = {
  title: 'take from a stock while there is some',
  start: STOCK,
  lost: (state, endings) => {
    const sold = endings.filter(({ value }) => value === true).length;
    return Math.max(sold - (STOCK - state.n), sold - STOCK, 0);
  },
};

/** Every kind of race that a program may be, by the name of its file. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  counter,
  'counter-update': { ...counter, title: 'add to a column by an update of its own' },
  'counter-active': { ...counter, title: 'add to a column of a row that saves itself' },
  'counter-in-transaction': { ...counter, title: 'add to a column in a plain transaction' },
  'counter-returned': {
    title: 'add to a column, and tell the new value',
    start: 0,
    lost: (state, endings) => {
      const told = new Set(endings.map(({ value }) => value)).size;
      return Math.max(endings.length - state.n, endings.length - told);
    },
  },
  doubled,
  'doubled-in-loop': { ...doubled, title: 'compute a column, row by row in a loop' },
  guarded,
  'guarded-active': { ...guarded, title: 'take from the stock of a row that saves itself' },
  'guarded-around': {
    title: 'take what is there, and tell nothing',
    start: STOCK,
    lost: (state) => Math.abs(state.n),
  },
  list: {
    title: 'append to a list',
    start: 0,
    lost: (state, endings) => endings.length - state.tags.length,
  },
  json: {
    title: 'set a key of a JSON column',
    start: 0,
    lost: (state, endings) => endings.length - Object.keys(state.settings).length,
  },
  'two-columns': {
    title: 'save a row while another function adds to its other column',
    start: 0,
    lost: (state, endings) => endings.length / 2 - state.other,
  },
  create: {
    title: 'create what is not there',
    start: 0,
    lost: (state, endings) => state.labels - 1 + endings.filter(({ error }) => error).length,
  },
  numbering: {
    title: 'number by the highest so far',
    start: 0,
    lost: (state, endings) => endings.length - new Set(state.positions).size,
  },
};
