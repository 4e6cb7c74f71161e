/** What a call does with the columns of a row that others may have changed since it was read. */
export type Writes = 'changed columns' | 'whole row';

/** What a transaction of a level does with an update that was made from a stale read. */
export type Fate = 'lost silently' | 'refused' | 'kept';

/** What a row lock is worth. */
export type Lock = 'held' | 'none' | 'refused';

/** How a call creates what may be there: as one statement of the store, or by a look of its own. */
export type Creation = 'the store decides' | 'looks first' | 'fails on a duplicate';

/**
 * What a library does, as its real package did it. Calls are named as in its description, after
 * `entity.` where they are made on an entity; what stands in parentheses behind is only for people.
 */
export interface Facts {
  /** Saves of an entity that was read before. */
  readonly saves?: Readonly<Record<string, Writes>>;
  /** Updates that are given columns. */
  readonly updates?: Readonly<Record<string, Writes>>;
  /** An array changed in place, then saved. */
  readonly inPlace?: 'atomic' | 'ignored' | 'whole';
  /** A save of an entity whose version column was raised since it was read. */
  readonly version?: Fate;
  /** Of ten changes that are made without a look, are all kept? */
  readonly atomic?: Readonly<Record<string, boolean>>;
  readonly creates?: Readonly<Record<string, Creation>>;
  readonly lock?: { readonly outside: Lock; readonly inside: Lock };
  /** Read, then write, in two transactions at a time. */
  readonly isolation?: Readonly<Record<string, Fate>>;
  /** What reads give: `entity`, `entities`, `value`, or where the rows are. */
  readonly gives?: Readonly<Record<string, string>>;
  /** What no description can say, but a rule relies on. */
  readonly also?: Readonly<Record<string, string>>;
}

/** Of ten updates at a time; how many are lost is chance, whether any is lost is not. */
export function ofTen(kept: number): string {
  return kept === 10 ? 'none of ten is lost' : 'some of ten are lost';
}
