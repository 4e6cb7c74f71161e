import type * as Source from '../../src/shared.js';
import type { SharedHandle } from '../../src/index.js';

export type Shared = typeof Source;

/** A thing that threads share, of whatever kind. */
export interface Thing {
  readonly handle: SharedHandle;
}

/** A call with something that may be wrong with it. */
export type Misuse<Subject> = (subject: Subject, value: never, shared: Shared) => unknown;

/** What can be misused of one kind of shared primitive. */
export interface MisusedKind {
  readonly name: string;
  build(shared: Shared): Thing;
  /** What its contract says about its memory, and the bytes which that makes here. */
  readonly memory: string;
  readonly bytes: number;
  /** What takes a number, by how it is called; `range` has numbers just outside of what it takes. */
  readonly counts?: Readonly<Record<string, readonly [Misuse<never>, range?: readonly number[]]>>;
  /** What blocks its thread. */
  readonly blocks?: Readonly<Record<string, Misuse<never>>>;
  /** What takes a `timeoutMs`. */
  readonly waits?: Readonly<Record<string, Misuse<never>>>;
}

type Make<Name extends keyof Shared> = Shared[Name] extends new (...args: never) => infer Made
  ? Made
  : never;

/** Gives the calls of one kind their type. */
export function kind<Name extends keyof Shared>(misused: {
  readonly name: Name;
  build(shared: Shared): Make<Name>;
  readonly memory: string;
  readonly bytes: number;
  readonly counts?: Readonly<
    Record<string, readonly [Misuse<Make<Name>>, range?: readonly number[]]>
  >;
  readonly blocks?: Readonly<Record<string, Misuse<Make<Name>>>>;
  readonly waits?: Readonly<Record<string, Misuse<Make<Name>>>>;
}): MisusedKind {
  return misused as unknown as MisusedKind;
}

/** Ids of owners that none has. */
export const NO_OWNERS = [0, 2 ** 30];
