import type { Engine } from './engines/engine.js';

/** An own copy of the one account, and how it is saved. */
export interface Copy {
  readonly row: { n: number; other: number; tags?: string[] };
  readonly save: () => Promise<unknown>;
}

type Call = () => unknown;

/** What a transaction's callback does to the counter. */
export interface InTransaction {
  read(): Promise<number>;
  write(n: number): Promise<unknown>;
}

/**
 * One library as the experiments see it: each fact is a question that is put in the library's own
 * words. Names of calls are as in {@link Facts}.
 */
export interface Questions {
  readonly saves?: Readonly<Record<string, () => Promise<Copy>>>;
  readonly updates?: Readonly<Record<string, (columns: { n: number }) => unknown>>;
  readonly inPlace?: () => Promise<Copy>;
  readonly version?: () => Promise<Copy>;
  /** Adds one; a call that needs a copy of the row makes it first. */
  readonly atomic?: Readonly<Record<string, Call | { readonly after: () => Promise<Call> }>>;
  /** Makes the label `red`, or finds it. */
  readonly creates?: Readonly<Record<string, Call>>;
  readonly lock?: {
    /** Reads the account with a lock, in no transaction. */
    outside(): unknown;
    /** The same in a transaction, which ends when `meanwhile` does. */
    inside(meanwhile: () => Promise<void>): unknown;
  };
  readonly isolation?: {
    readonly levels: readonly string[];
    run(level: string, work: (tx: InTransaction) => Promise<void>): unknown;
  };
  readonly gives?: Readonly<Record<string, Call>>;
  readonly also?: Readonly<Record<string, (engine: Engine) => Promise<string> | string>>;
}

/** What the program of a library exports: its questions, asked of the store of its proof if it has one. */
export type Ask<Store = unknown> = (store: Store) => Questions | Promise<Questions>;

export function ask<Store = unknown>(questions: Ask<Store>): Ask<Store> {
  return questions;
}

/** A copy that is loaded by one function and saved by another. */
export function copy<Row extends Copy['row']>(
  load: () => PromiseLike<Row>,
  save: (row: Row) => unknown,
): () => Promise<Copy> {
  return async () => {
    const row = await load();
    return { row, save: () => Promise.resolve(save(row)) };
  };
}
