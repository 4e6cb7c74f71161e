import type { TSESTree } from '@typescript-eslint/utils';

import type { AbstractObject } from './abstract-object.js';
import type { CallSite } from './call-site.js';
import type { Library } from './library.js';
import type { Operation } from './operation.js';
import type { LockUse } from './locks/lock-use.js';
import type { Statement } from './sql/statement.js';
import type { Value } from './value.js';

/** How we know which library is in use, best first. */
export type Evidence = 'type' | 'import' | 'shape';

/** What is shared, and who keeps it. */
export interface Resource {
  readonly kind: 'stored' | 'memory';
  /** The model, table or store; `undefined` when the source does not tell. */
  readonly model: string | undefined;
  /** Names the row, document or entry: equal keys, equal rows. `undefined` when unknown. */
  readonly key: string | undefined;
  /** What the key was computed from: a row's own id names that row. */
  readonly identity: Value;
  /** The columns that the condition which names the rows looks at. */
  readonly columns?: readonly string[];
  readonly library: Library | undefined;
}

/** What keeps others out from where it is taken to where it is let go. */
export interface Guard {
  readonly kind:
    | 'lock'
    | 'row-lock'
    | 'serializable'
    | 'version'
    | 'queue'
    | 'transaction'
    /** A flag in memory that was tested and set in one step: for memory only. */
    | 'flag';
  readonly node: TSESTree.Node;
  /** What the guard is taken on, where it matters for its end: a client, a transaction, a lock. */
  readonly owner: string | undefined;
  /** The lock, where its library is known, and what its key says. */
  readonly lock?: HeldLock | undefined;
}

/** A lock that is held, and the symbol of its key. */
export interface HeldLock {
  readonly use: LockUse;
  readonly key: string | undefined;
}

/** An access that takes a resource's value. */
export interface Read {
  readonly node: TSESTree.Node;
  /** The call of the linted file that led to a read in another one. */
  readonly site?: TSESTree.Node | undefined;
  readonly resource: Resource;
  readonly guards: ReadonlySet<Guard>;
  readonly evidence: Evidence;
  /** The place inside the object, of a read of memory. */
  readonly path?: string;
  readonly call?: CallSite | undefined;
  readonly operation?: Operation | undefined;
  /** The expression that names the row; `undefined` when no single one does. */
  readonly keyNode?: TSESTree.Node | undefined;
  /** The SQL statement that reads. */
  readonly statement?: Statement | undefined;
}

/** Reads that a write remembers. */
export type Reads = Iterable<Read> & Pick<ReadonlySet<Read>, 'has'>;

/** That a branch was taken, and what its test derives from. */
export interface Fact {
  readonly test: TSESTree.Node;
  /** The call of the linted file that led to a test in another one. */
  readonly site?: TSESTree.Node | undefined;
  readonly outcome: 'truthy' | 'falsy' | 'other';
  readonly value: Value;
}

/** One column, property or entry that a write sets. */
export interface WrittenField {
  /** Dotted path inside the resource, or inside the object that is persisted. */
  readonly path: string;
  /** The assignment, property or argument that gives the new value. */
  readonly node: TSESTree.Node;
  /** Where another file gives it, if `node` is only the call that leads there. */
  readonly elsewhere?: TSESTree.Node | undefined;
  readonly value: Value;
  /** `compute`: the store computes the value itself, from what it holds. */
  readonly how: 'assign' | 'mutate' | 'spread' | 'compute';
}

/** An access that changes a resource. */
export interface Write {
  readonly node: TSESTree.Node;
  /** Where another file writes, if `node` is only the call that leads there. */
  readonly elsewhere?: TSESTree.Node | undefined;
  readonly kind: 'persist' | 'update' | 'put' | 'create' | 'memory';
  readonly resource: Resource;
  readonly fields: readonly WrittenField[];
  readonly evidence: Evidence;
  /** The library whose operation writes. */
  readonly library?: Library | undefined;
  /** The object that is persisted. */
  readonly object?: AbstractObject | undefined;
  /** The symbols of objects from elsewhere that a new row is made of, whole. */
  readonly given?: readonly string[] | undefined;
  readonly call?: CallSite | undefined;
  readonly operation?: Operation | undefined;
  /** The SQL statement that writes. */
  readonly statement?: Statement | undefined;
  readonly guards: ReadonlySet<Guard>;
  readonly facts: readonly Fact[];
  /** The facts, and those of tests that some ways here leave out. */
  readonly passed: readonly Fact[];
  /** Reads with a suspension after them on some way here. */
  readonly stale: Reads;
  /** Stale reads with a further suspension after them: other work was waited for in between. */
  readonly aged: Reads;
  /** The outermost function that was followed to get here. */
  readonly root: TSESTree.Node;
  /** Whether the code runs once, when the process starts. */
  readonly isOnce: boolean;
  /** Whether the program itself leads here, and no other run of the code can be under way in it. */
  readonly isAlone: boolean;
  /** Whether the function of the write may run more than once at a time. */
  readonly concurrent: boolean;
  /** Whether code in sight starts several runs of it at once. */
  readonly together: boolean;
}
