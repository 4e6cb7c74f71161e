import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { CheckThenCreate } from '../check-then-create.js';

/** Why a lock keeps nobody out. */
export type IneffectiveKind =
  | 'perCall'
  | 'afterRead'
  | 'checkBefore'
  | 'otherLock'
  | 'notTaken'
  | 'rowLockOutside'
  | 'handleNotPassed'
  | 'rowMayNotExist'
  | 'sameStatement'
  | 'sharedWatch'
  | 'versionIgnored'
  | 'versionNotHonoured'
  | 'homeMade'
  | 'oneProcess';

/** A lock, or what was meant as one, that keeps nobody out. */
export interface IneffectiveLock {
  readonly kind: IneffectiveKind;
  /** The construct. */
  readonly node: TSESTree.Node;
  /** What the source calls the lock, or what it is about. */
  readonly name: string;
  /** Where the read or the test is. */
  readonly read?: TSESTree.Node;
  readonly written?: TSESTree.Node;
  /** All reads that what is written under the lock derives from. */
  readonly reads?: readonly TSESTree.Node[];
  readonly use?: LockUse;
  /** Another lock for the same resource. */
  readonly other?: LockUse;
  /** The creation that a row lock does not keep others from. */
  readonly check?: CheckThenCreate;
  /** The uses of a lock that is made where it is used. */
  readonly uses?: readonly LockUse[];
}
