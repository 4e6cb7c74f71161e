import type { TSESTree } from '@typescript-eslint/utils';

import { graphOf } from '../../flow/build-graph.js';
import type { Assumption, Graph, Step } from '../../flow/graph.js';
import { solve, type Lattice, type Transfer } from '../../flow/solve.js';
import { ancestors, isInside } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { mayThrow, type Failures } from './may-throw.js';
import type { TakenLock } from './taken-lock.js';

/** How a function may end while it holds a lock. */
export interface Leak {
  readonly by: 'throw' | 'return';
  /** What leaves; `undefined` for the end of the function. */
  readonly node: TSESTree.Node | undefined;
  /** Whether other work can run while the lock is held. */
  readonly suspends: boolean;
}

interface Held {
  held: boolean;
}

const lattice: Lattice<Held> = {
  copy: ({ held }) => ({ held }),
  join: (left, right) => (left.held || !right.held ? left : { held: true }),
};

const surely: Lattice<Held> = {
  copy: ({ held }) => ({ held }),
  join: (left, right) => (!left.held || right.held ? left : { held: false }),
};

/** Steps that one function may take; what needs more is left alone. */
const MAX_STEPS = 50_000;

/** A way on which the holder ends and the lock is still held. */
export function heldAtExit(lock: TakenLock, failures: Failures): Leak | undefined {
  const graph = graphOf(lock.holder);
  const walked = new Walk(lock, graph, failures);
  const initial = { held: lock.from === 'start' };
  const { exit, thrown } = solve(graph, initial, lattice, walked, { left: MAX_STEPS });
  const { suspends } = walked;
  if (exit?.held) return { by: 'return', node: walked.returned, suspends };
  if (walked.thrower) return { by: 'throw', node: walked.thrower, suspends };
  return thrown?.held ? { by: 'throw', node: undefined, suspends } : undefined;
}

/** The expressions that run while the lock is held, whichever way led to them. */
export function heldNodes(lock: TakenLock): Set<TSESTree.Node> {
  const nodes = new Set<TSESTree.Node>();
  const graph = graphOf(lock.holder);
  const walked = new Walk(lock, graph, 'calls', (node, { held }) => {
    if (held) nodes.add(node);
    else nodes.delete(node);
  });
  const initial = { held: lock.from === 'start' };
  solve(graph, initial, surely, walked, { left: MAX_STEPS });
  return nodes;
}

/** What an answer says of a lock that was taken. */
const TAKEN = /^(acquired|obtained|granted|taken|locked|held|ok|success)$/i;

/** Follows one lock through a function. */
class Walk implements Transfer<Held> {
  readonly #lock: TakenLock;
  readonly #failures: Failures;
  readonly #uncaught: ReadonlySet<Step>;
  /** The first step that throws out of the function while the lock is held. */
  thrower: TSESTree.Node | undefined;
  /** The last `return` while the lock is held. */
  returned: TSESTree.Node | undefined;
  suspends = false;
  readonly throwsLate = true;

  readonly #see: (node: TSESTree.Node, state: Held) => void;

  constructor(
    lock: TakenLock,
    graph: Graph,
    failures: Failures,
    see: (node: TSESTree.Node, state: Held) => void = () => undefined,
  ) {
    this.#see = see;
    this.#lock = lock;
    this.#failures = failures;
    this.#uncaught = new Set(
      graph.blocks.filter((block) => block.onThrow === graph.thrown).flatMap(({ steps }) => steps),
    );
  }

  step(step: Step, state: Held): void {
    const { from, releases } = this.#lock;
    if (state.held) this.#leave(step);
    if (step.kind !== 'evaluate') return;
    this.#see(step.node, state);
    if (step.node === from) state.held = true;
    if (releases.has(step.node)) state.held = false;
  }

  mayThrow(step: Step): boolean {
    return !this.#isRelease(step) && mayThrow(step, this.#failures);
  }

  isDead(): boolean {
    return false;
  }

  assume({ test, outcome }: Assumption, state: Held): Held {
    if (state.held && this.#isNotTaken(test, outcome)) state.held = false;
    return state;
  }

  #leave(step: Step): void {
    if (step.kind === 'suspend') this.suspends ||= !this.#isRelease(step);
    if (step.kind === 'return') this.returned = step.node;
    if (this.#uncaught.has(step) && this.mayThrow(step)) this.thrower ??= step.node;
  }

  /** The call that lets go, or the `await` of it. */
  #isRelease(step: Step): boolean {
    const node = 'node' in step ? step.node : undefined;
    if (!node) return false;
    const inner = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
    return this.#lock.releases.has(inner);
  }

  /** Whether a test says that the lock was not taken, or was let go elsewhere. */
  #isNotTaken(test: TSESTree.Node, outcome: Assumption['outcome']): boolean {
    const isFalse = outcome === 'falsy' || outcome === 'nullish';
    const inner = unwrap(test);
    if (inner === this.#lock.from || this.#isGuard(inner) || this.#isSuccess(inner)) return isFalse;
    if (
      inner.type === 'BinaryExpression' &&
      [inner.left, inner.right].some((side) => this.#isGuard(side))
    ) {
      return /^[!=]==?$/.test(inner.operator) && isFalse === inner.operator.startsWith('!');
    }
    if (inner.type === 'BinaryExpression' && /^[!=]==?$/.test(inner.operator)) {
      const isSame = inner.operator.startsWith('!') === isFalse;
      const answer = this.#answerIn(inner);
      if (answer !== undefined) return TAKEN.test(answer) !== isSame;
    }
    return this.#decidesRelease(test);
  }

  /** `busy` of `lock.status === 'busy'`. */
  #answerIn({ left, right }: TSESTree.BinaryExpression): string | undefined {
    const member = unwrap(left);
    const isOfGuard = member.type === 'MemberExpression' && this.#isGuard(member.object);
    const isText = right.type === 'Literal' && typeof right.value === 'string';
    return isOfGuard && isText ? right.value : undefined;
  }

  /** `lock.success` of what taking the lock gave. */
  #isSuccess(node: TSESTree.Node): boolean {
    if (node.type !== 'MemberExpression' || !this.#isGuard(node.object)) return false;
    return /^(success|ok|acquired|locked|isLocked)$/.test(lastName(node) ?? '');
  }

  #isTakenInBranchBefore(test: TSESTree.IfStatement): boolean {
    const { from } = this.#lock;
    if (from === 'start') return false;
    return [...ancestors(from)].some((outer) => {
      return outer.type === 'IfStatement' && outer.range[1] <= test.range[0];
    });
  }

  #isGuard(node: TSESTree.Node): boolean {
    const { guards } = this.#lock.use;
    return guards.some(({ references }) => references.some((at) => at.identifier === unwrap(node)));
  }

  /**
   * `finally { if (isLocked) release(); }`, `if (!isReleased)`: a flag, which we do not follow, says what
   * is held. So does the test of a lock that was taken under a test too.
   */
  #decidesRelease(test: TSESTree.Node): boolean {
    for (const outer of ancestors(test)) {
      if (outer.type !== 'IfStatement') continue;
      const releases = [...this.#lock.releases];
      const isDeciding = isCleaningUp(outer) || this.#isTakenInBranchBefore(outer);
      return releases.some((node) => isInside(node, outer.consequent)) && isDeciding;
    }
    return false;
  }
}

function isCleaningUp(node: TSESTree.Node): boolean {
  let inner = node;
  for (const outer of ancestors(node)) {
    if (outer.type === 'CatchClause') return true;
    if (outer.type === 'TryStatement' && outer.finalizer === inner) return true;
    inner = outer;
  }
  return false;
}
