import type { TSESTree } from '@typescript-eslint/utils';
import type { Access } from './access.js';

/** An update of shared memory that other threads can come in between. */
export type SharedMemoryRace = Update | StaleStore | Claim | SplitWait | Spin | Signal;

interface Common {
  /** The write that loses or is lost; for a spin the read. */
  readonly access: Access;
  /** The narrow place to report. */
  readonly node: TSESTree.Node;
}

/** `a[i] += v`, `a[i] = a[i] + v`, `Atomics.store(a, i, Atomics.load(a, i) + v)`. */
export interface Update extends Common {
  readonly kind: 'update';
  /** The read within the written value; none where the operator itself reads. */
  readonly read: Access | undefined;
  /** A test of the same cell that decides on the update. */
  readonly test: Test | undefined;
}

/** The stored value derives from a variable that was read before. */
export interface StaleStore extends Common {
  readonly kind: 'stale-store';
  readonly read: Access;
  /** The variable that carries what was read. */
  readonly variable: TSESTree.Identifier;
}

/** The cell is tested and then stored, where one step should do both. */
export interface Claim extends Common {
  readonly kind: 'claim';
  readonly test: Test;
}

/** `Atomics.wait(a, i, v)` and then a subtraction: all who wake subtract. */
export interface SplitWait extends Common {
  readonly kind: 'split-wait';
  readonly wait: Access;
}

/** A loop that waits by a plain read. */
export interface Spin extends Common {
  readonly kind: 'spin';
  readonly reads: readonly Access[];
}

/** A plain store to a cell on which threads wait. */
export interface Signal extends Common {
  readonly kind: 'signal';
}

/** A test of a cell that comes directly before a write. */
export interface Test {
  /** Where the test stands to the write: around it, an exit before it, or a loop before it. */
  readonly form: 'around' | 'exit' | 'loop';
  readonly statement: TSESTree.Statement;
  readonly expression: TSESTree.Expression;
  readonly read: Access;
  /** What the cell is known to be when the write comes. */
  readonly state: State;
}

export interface State {
  readonly relation: 'is' | 'is-not' | 'unknown';
  /** What the cell is compared with; nothing means zero. */
  readonly value: TSESTree.Node | undefined;
  /** The whole comparison. */
  readonly comparison: TSESTree.Node;
}
