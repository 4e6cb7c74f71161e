import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Resource } from './access.js';

/**
 * Who else can reach an object:
 *
 * - `stored`: the in-memory copy of a resource that a read loaded;
 * - `created`: made here as the copy of a resource that is not stored yet;
 * - `literal`: made here, reachable by nobody else;
 * - `unknown`: came from outside the code in sight;
 * - `shared`: a module variable, a captured variable or `this`, reachable by other work;
 * - `request`: belongs to one request;
 * - `class`: a class of this file, whose static fields all code shares;
 * - `handle`: a model, a connection or a repository; not data.
 */
export type Origin =
  'stored' | 'created' | 'literal' | 'unknown' | 'shared' | 'request' | 'class' | 'handle';

/** All run-time objects that one expression makes or names, in one chain of calls. */
export interface AbstractObject {
  readonly id: string;
  readonly node: TSESTree.Node;
  /** The chain of calls in which it was made; `variable` where it is what a variable held before. */
  readonly context: string;
  readonly origin: Origin;
  /** As the source calls it. */
  readonly name: string;
  readonly resource?: Resource;
  /** The read that loaded it, while nothing in sight has loaded it again. */
  readonly read?: Read;
}
