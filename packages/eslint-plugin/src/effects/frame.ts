import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import type { Budget } from '../flow/solve.js';
import type { AbstractObject } from './abstract-object.js';
import type { Fact, Write } from './access.js';
import type { Arena } from './arena.js';
import type { Database } from './isolation.js';
import type { LibraryIndex, Match } from './library-index.js';
import type { LockIndex } from './locks/lock-index.js';
import type { OtherFile, OtherFiles } from './other-files.js';
import type { Scopes } from './scopes.js';
import type { State } from './state.js';
import type { Value } from './value.js';

/**
 * A row lock is `held` to the end of its transaction. `outside` of any it is let go at once, and so
 * it is where the transaction in sight is `unpassed` to the call.
 */
export type RowLockState = 'held' | 'outside' | 'unpassed';

/** What all interpretation of one file shares, or of a function of another file that it calls. */
export interface Run {
  readonly source: Readonly<TSESLint.SourceCode>;
  /** The text without comments and without what strings say. */
  readonly code: string;
  readonly filename: string;
  readonly scopes: Scopes;
  readonly arena: Arena;
  readonly libraries: LibraryIndex;
  /** The engine behind the libraries, where it is known. */
  readonly database: Database | undefined;
  readonly locks: LockIndex;
  /** Where the text may change what others see; nothing else is worth interpreting. */
  readonly sinks: readonly number[];
  /** The writes found so far, newest knowledge last; the key is the place and the way to it. */
  readonly writes: Map<string, Write>;
  /** What had been tested where an entity was made that is not stored yet. */
  readonly births: Map<AbstractObject, readonly Fact[]>;
  /** Calls during which other work waits. */
  readonly gated: Set<TSESTree.Node>;
  /** What each call is to the library that knows it. */
  readonly matches: Map<TSESTree.Node, Match>;
  /** Whether the row locks that calls ask for are held, and if not, why. */
  readonly rowLocks: Map<TSESTree.Node, RowLockState>;
  /** Functions interpreted where they are called. */
  readonly followed: Set<FunctionNode>;
  /** Functions that strangers were given, to be interpreted with what they capture. */
  readonly deferred: Deferred[];
  /** Code of other files, where types lead there, and what is known of one. */
  readonly others: OtherFiles | undefined;
  readonly partsOf: (file: OtherFile) => FileParts;
  budget: Budget;
}

/** What belongs to one file: the linted one, or another that a call leads to. */
export type FileParts = Pick<
  Run,
  'source' | 'code' | 'filename' | 'scopes' | 'libraries' | 'locks'
>;

/** A function that runs at some other time, and what its variables held when it was given away. */
export interface Deferred {
  readonly function: FunctionNode;
  readonly frame: Frame;
  readonly state: State;
}

/** One function being interpreted, as a root or where it is called. */
export interface Frame {
  readonly run: Run;
  readonly function: FunctionNode | TSESTree.Program;
  readonly caller: Frame | undefined;
  /** The chain of calls that led here; part of the identity of the objects made here. */
  readonly context: string;
  readonly depth: number;
  readonly self: Value;
  /** The call of the linted file that led to this function of another file. */
  readonly site: TSESTree.Node | undefined;
  readonly parameters: readonly Value[];
  /** Whether another run of this function may be under way. */
  readonly repeated: boolean;
  /** Whether code in sight starts several runs of it at once. */
  readonly together: boolean;
  /** The value of each expression when it was last evaluated. */
  readonly values: Map<TSESTree.Node, Value>;
  returned: Value | undefined;
}

/** A row lock that is held in one run of the code is no mistake of the code. */
export function noteRowLock(node: TSESTree.Node, state: RowLockState, { run, site }: Frame): void {
  if (site) return;
  if (run.rowLocks.get(node) !== 'held') run.rowLocks.set(node, state);
}

/** The innermost frame that interprets the linted file. */
export function lintedFrame(frame: Frame): Frame {
  let at = frame;
  while (at.site && at.caller) at = at.caller;
  return at;
}

export function rootOf(frame: Frame): Frame {
  let root = frame;
  while (root.caller) root = root.caller;
  return root;
}

export function isFollowing(frame: Frame, wanted: FunctionNode): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller) {
    if (at.function === wanted) return true;
  }
  return false;
}
