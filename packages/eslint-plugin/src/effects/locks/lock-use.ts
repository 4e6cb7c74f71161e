import type { TSESTree } from '@typescript-eslint/utils';

import type { Evidence } from '../access.js';
import type { Variable } from '../state.js';
import type { LockLibrary, LockMaker, LockOperation } from './lock-library.js';

/** One lock of the source: a variable, a field, or what a library always has. */
export interface Lock {
  /** Equal ids, one lock; keys tell the locks of one object apart. */
  readonly id: string;
  /** As the source calls it. */
  readonly name: string;
  readonly library: LockLibrary;
  readonly evidence: Evidence;
  readonly maker?: LockMaker | undefined;
  /** The expression that makes it, where it is in sight. */
  readonly made?: TSESTree.CallExpression | TSESTree.NewExpression | undefined;
  /** The variable that always holds it. */
  readonly variable?: Variable | undefined;
  /** Whether it admits one holder at a time; `undefined` where the source does not tell. */
  readonly isExclusive: boolean | undefined;
}

/** A call that takes a lock, lets it go, or runs a callback under it. */
export interface LockUse {
  readonly kind: LockOperation['kind'];
  readonly node: TSESTree.CallExpression;
  readonly lock: Lock;
  readonly operation: LockOperation;
  readonly key: TSESTree.Node | undefined;
  /** What runs under the lock, as it is given. */
  readonly callback?: TSESTree.Node | undefined;
  /** Variables that hold what taking the lock gave. */
  readonly guards: readonly Variable[];
  /** Of a release by what taking gave: the call that took the lock. */
  readonly taken?: LockUse | undefined;
}
