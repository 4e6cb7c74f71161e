import type { Assumption, Block, Graph, Step } from './graph.js';

/** States ordered by how much they admit; absence of a state is the bottom. */
export interface Lattice<S> {
  /**
   * The least state that admits both; answers `left` itself when `right` adds nothing. It may be built
   * from `left`, which is used no more, but not from `right`.
   */
  join(left: S, right: S): S;
  /** A state of its own, that steps may change. */
  copy(state: S): S;
  /** Learns that the state is used no more. */
  drop?(state: S): void;
}

/** What steps and edges do to a state. */
export interface Transfer<S> {
  /** Changes `state`, which belongs to the solver. */
  step(step: Step, state: S): void;
  /** Whether no run gets past the last step. */
  isDead(state: S): boolean;
  /** Whether `step` may throw after changing the state. */
  mayThrow(step: Step): boolean;
  /** Whether nothing else throws, and so never before the state has changed. */
  readonly throwsLate?: boolean;
  /** The state on the far side of an edge, or `undefined` when the edge cannot be taken. */
  assume(assumption: Assumption, state: S): S | undefined;
}

/** The solver's steps used up: the function is skipped, never reported on. */
export class OutOfStepsError extends Error {
  override readonly name = 'OutOfStepsError';
}

/** Steps left to all the solving that shares it. */
export interface Budget {
  left: number;
}

export interface Solution<S> {
  readonly exit: S | undefined;
  readonly thrown: S | undefined;
}

/**
 * Runs `transfer` over `graph` from `initial` until nothing changes.
 *
 * - **Errors:** {@link OutOfStepsError} when the budget is used up.
 * - **Cost:** a block runs again only when its incoming state grew; blocks run in reverse postorder.
 */
export function solve<S>(
  graph: Graph,
  initial: S,
  lattice: Lattice<S>,
  transfer: Transfer<S>,
  budget: Budget,
): Solution<S> {
  const { order, isCyclic } = planOf(graph);
  const incoming = new Map<Block, S>([[graph.entry, initial]]);
  const waiting = new Set<Block>([graph.entry]);
  /** Gives the block the state, or a copy where others go on with it. */
  const flow = (to: Block, state: S, isGivenAway = false): void => {
    const known = incoming.get(to);
    const first = (): S => (isGivenAway ? state : lattice.copy(state));
    const joined = known === undefined ? first() : lattice.join(known, state);
    if (isGivenAway && known !== undefined) lattice.drop?.(state);
    if (joined === known) return;
    incoming.set(to, joined);
    waiting.add(to);
  };
  while (waiting.size > 0) {
    const block = firstOf(waiting, order);
    waiting.delete(block);
    const state = incoming.get(block) as S;
    // Where nothing leads back, all that leads to the block has run, and its state is asked for no more.
    runBlock(block, isCyclic ? lattice.copy(state) : state);
  }
  return { exit: incoming.get(graph.exit), thrown: incoming.get(graph.thrown) };

  function runBlock(block: Block, state: S): void {
    const guarded = block.onThrow !== graph.thrown && block.steps.length > 0;
    if (guarded && !transfer.throwsLate) flow(block.onThrow, state);
    for (const step of block.steps) {
      budget.left -= 1;
      if (budget.left < 0) throw new OutOfStepsError('it takes too many steps to follow');
      transfer.step(step, state);
      if (transfer.isDead(state)) return;
      if (guarded && transfer.mayThrow(step)) flow(block.onThrow, state);
    }
    const last = block.edges.at(-1);
    for (const edge of block.edges) {
      const { to, assume } = edge;
      const own = assume && edge !== last ? lattice.copy(state) : state;
      const after = assume ? transfer.assume(assume, own) : own;
      if (after !== undefined) flow(to, after, assume !== undefined || edge === last);
    }
  }
}

function firstOf(waiting: Set<Block>, order: Map<Block, number>): Block {
  let first: Block | undefined;
  for (const block of waiting) {
    if (!first || (order.get(block) ?? 0) < (order.get(first) ?? 0)) first = block;
  }
  return first as Block;
}

interface Plan {
  /** Reverse postorder, so that a block mostly runs after all that lead to it. */
  readonly order: Map<Block, number>;
  /** Whether some way leads back, so that a block may run again. */
  readonly isCyclic: boolean;
}

const plans = new WeakMap<Graph, Plan>();

function planOf(graph: Graph): Plan {
  let plan = plans.get(graph);
  if (!plan) {
    const order = orderOf(graph);
    const isCyclic = [...order].some(([block, at]) => {
      return block !== graph.thrown && next(block).some((to) => (order.get(to) ?? 0) <= at);
    });
    plans.set(graph, (plan = { order, isCyclic }));
  }
  return plan;
}

function orderOf(graph: Graph): Map<Block, number> {
  const done: Block[] = [];
  const seen = new Set<Block>([graph.entry]);
  const path: { block: Block; next: Block[] }[] = [frame(graph.entry)];
  while (path.length > 0) {
    const top = path.at(-1) as (typeof path)[number];
    const next = top.next.pop();
    if (!next) done.push((path.pop() as (typeof path)[number]).block);
    else if (!seen.has(next)) {
      seen.add(next);
      path.push(frame(next));
    }
  }
  return new Map(done.reverse().map((block, index) => [block, index]));
}

function frame(block: Block): { block: Block; next: Block[] } {
  return { block, next: next(block) };
}

function next(block: Block): Block[] {
  return [block.onThrow, ...block.edges.map((edge) => edge.to)];
}
