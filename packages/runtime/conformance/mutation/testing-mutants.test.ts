import { afterAll, describe, expect, it } from 'vitest';
import * as testing from '../../src/testing/index.js';
import { holdAwaits } from '../../src/testing/awaits/hold-awaits.js';
import { testingMutants } from '../../src/testing/testing.mutants.js';
import { MutatedSource } from './mutated-source.js';

const source = new MutatedSource();
afterAll(() => source.remove());

class Store {
  points = 0;
  read = () => Promise.resolve(this.points);
  write = (points: number) => Promise.resolve(void (this.points = points));
}

type Add = (store: Store) => Promise<void>;

const add: Add = async (store) => {
  const points = await store.read();
  await store.write(points + 1);
};

/** The same, in a file that was prepared, so that nothing has to be wrapped. */
const addHeld = toFunction(
  holdAwaits(
    'async function add(store) { const points = await store.read(); await store.write(points + 1); }',
  )!,
);

function toFunction(code: string): Add {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of a program
  const load = new Function(`${code}; return add;`) as () => Add;
  return load();
}

const twice = (task: Add, isWrapped: boolean): testing.Program<Store> => ({
  setup: ({ wrap }) => (isWrapped ? wrap(new Store()) : new Store()),
  tasks: { alice: task, bob: task },
  invariant: ({ points }) => points === 2,
});

const waiting = (task: () => Promise<unknown>): testing.Program<null> => ({
  setup: () => null,
  tasks: { alice: task },
  invariant: () => true,
});

/** What an explorer says of programs that race, wait for time, and wait for ever. */
async function judge({ explore }: typeof testing): Promise<string[]> {
  const options = { maxSchedules: 200, randomSchedules: 0 };
  const race = await explore(twice(add, true), options);
  const awaits = await explore(twice(addHeld, false), options);
  const replay = await explore(twice(add, true), { replay: '0.0.1.0.0.0' });
  const sleep = () => new Promise((resolve) => setTimeout(resolve, 1e6));
  const timer = await explore(waiting(sleep), options);
  const deadlock = await explore(
    waiting(() => new Promise(() => {})),
    options,
  );
  return [race, awaits, replay, timer, deadlock].map(
    ({ failure }) => `${failure?.message}: ${failure?.schedule}`,
  );
}

const right = [
  'the invariant is false: 0.0.1.0.0.0',
  'the invariant is false: 0.1.0.0.0.0',
  'the invariant is false: 0.0.1.0.0.0',
  'undefined: undefined',
  'alice wait for ever, or for something that is not wrapped: 0',
];

describe('the explorer', () => {
  it('judges rightly as it is', async () => {
    expect(await judge(testing)).toEqual(right);
  });

  it.each(testingMutants)('would not if $name', async (mutant) => {
    const broken = (await source.load(mutant, 'testing/index')) as typeof testing;
    expect(await judge(broken)).not.toEqual(right);
  });
});
