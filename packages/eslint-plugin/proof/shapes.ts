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

/** What is said of a caller that still waits when nothing can happen any more. */
export const NEVER_ENDED = 'never ended';

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
  /** Whether a caller may be told that somebody else was first, and has then changed nothing. */
  readonly refuses?: boolean;
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

const claimed: Shape = {
  title: 'set a mark that nobody has set',
  start: 0,
  lost: (_state, endings) => Math.max(endings.filter(({ value }) => value === true).length - 1, 0),
};

const created: Omit<Shape, 'title'> = {
  start: 0,
  lost: (state, endings) => state.labels - 1 + endings.filter(({ error }) => error).length,
};

/** Callers that wait for ever, for themselves or for each other. */
const stuck: Omit<Shape, 'title'> = {
  start: 0,
  lost: (_state, endings) => endings.filter(({ error }) => error === NEVER_ENDED).length,
};

/** What must be made once. */
const once: Omit<Shape, 'title'> = { start: 0, lost: ({ n }) => n - 1 };

const sumOf = (endings: readonly Ending[]): number => {
  return endings.reduce((sum, { value }) => sum + Number(value), 0);
};

/** What threads counted, and what the cell says. */
const shared: Omit<Shape, 'title'> = {
  start: 0,
  lost: ({ n }, endings) => sumOf(endings) - n,
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
  versioned: { ...doubled, title: 'compute a column of a row that has a version' },
  'doubled-by-helper': { ...doubled, title: 'compute a column of a row that a function reads' },
  'doubled-in-loop': { ...doubled, title: 'compute a column, row by row in a loop' },
  guarded,
  'guarded-active': { ...guarded, title: 'take from the stock of a row that saves itself' },
  'guarded-by-sum': { ...guarded, title: 'take from the stock where the rest of it is tested' },
  'guarded-around': {
    title: 'take what is there, and tell nothing',
    start: STOCK,
    lost: (state) => Math.abs(state.n),
  },
  claimed,
  marked: { ...claimed, title: 'put a mark that nobody has put' },
  'claimed-active': { ...claimed, title: 'set a mark of a row that is then saved' },
  list: {
    title: 'append to a list',
    start: 0,
    lost: (state, endings) => endings.length - state.tags.length,
  },
  relation: {
    title: 'add to a list of related rows',
    start: 0,
    lost: (state, endings) => endings.length - state.positions.length,
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
  create: { ...created, title: 'create what is not there' },
  'create-refused': {
    title: 'create what must not be there yet',
    start: 0,
    lost: (_state, endings) => {
      const created = endings.filter(({ value }) => value === true).length;
      return Math.abs(created - 1) + endings.filter(({ error }) => error).length;
    },
  },
  'memory-sum': { ...counter, title: 'add an awaited amount to a variable' },
  'memory-copy': { ...counter, title: 'write a private field from a copy made before' },
  'memory-count': { ...counter, title: 'count with a variable' },
  'memory-value': { ...counter, title: 'replace a value by what is computed from it' },
  'memory-batch': { ...counter, title: 'empty a list after it was stored' },
  'memory-lazy': { ...once, title: 'connect at the first use' },
  'memory-promise': { ...once, title: 'connect at the first use, by a function of the file' },
  'memory-entry': { ...once, title: 'connect at the first use of a key' },
  'memory-entries': { ...once, title: 'connect at the first use of a key, in two places' },
  'memory-mark': { ...once, title: 'mark what was handled' },
  'nested-lock': { ...stuck, title: 'take a lock that is held' },
  'two-orders': { ...stuck, title: 'take two locks in both orders' },
  'two-keys': { ...stuck, title: 'take two keys in both orders' },
  'not-released': { ...stuck, title: 'throw while a lock is held' },
  'not-awaited': { ...counter, title: 'start work under a lock, and not wait for it' },
  'late-lock': { ...counter, title: 'take a lock after the read' },
  'late-acquire': { ...counter, title: 'take a lock by hand after the read' },
  'own-lock': { ...counter, title: 'make a lock in each call' },
  'two-locks': { ...counter, title: 'guard a row by two locks' },
  'two-keys-of-one': { ...counter, title: 'guard a row by two kinds of keys' },
  'lost-handle': { ...counter, title: 'lock a row outside the transaction' },
  'ignored-version': {
    title: 'compare a version, and not look at the outcome',
    start: 0,
    lost: (state, endings) => endings.filter(({ error }) => !error).length - state.n,
    refuses: true,
  },
  'shared-counter': { ...shared, title: 'add to a cell that threads share' },
  'shared-load-store': { ...shared, title: 'load, and store one more' },
  'shared-take': {
    title: 'take from a cell while there is something',
    start: 1,
    lost: (_state, endings) => sumOf(endings),
  },
  numbering: {
    title: 'number by the highest so far',
    start: 0,
    lost: (state, endings) => endings.length - new Set(state.positions).size,
  },
};
