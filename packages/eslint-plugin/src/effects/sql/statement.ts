/** What one SQL statement reads, writes and locks, as far as its text says. */
export interface Statement {
  readonly kind: 'select' | 'update' | 'insert' | 'delete' | 'begin' | 'end' | 'other';
  readonly table: string | undefined;
  /** The names of its parameters in order, where they have names: `:id`, `@id`. */
  readonly parameterNames: readonly string[];
  /** The new value of each column that is set; of an insert, the value of each column. */
  readonly sets: readonly ColumnSet[];
  /** The columns that the condition compares with `=`. */
  readonly where: readonly ColumnSet[];
  /** Columns that the condition compares in another way: `quantity >= $1`. */
  readonly compared: readonly string[];
  readonly locksRows: boolean;
  /** The isolation level that a transaction begins with, as written; empty for the engine's own. */
  readonly isolation: string;
  /** `ON CONFLICT`: the store decides what becomes of a duplicate. */
  readonly handlesConflict: boolean;
  /** What is selected that is computed over many rows: `COUNT(*)`, `MAX(n) AS last`. */
  readonly aggregates: readonly Aggregate[];
}

/** A number computed over many rows. */
export interface Aggregate {
  /** What it is called in the result. */
  readonly name: string;
  /** The columns whose values it is made of; a count is made of none. */
  readonly columns: readonly string[];
}

/** A column and what it is set to, or compared with. */
export interface ColumnSet {
  readonly column: string;
  /** The parameter's number, from 1. */
  readonly parameter?: number;
  /** Source text of a constant. */
  readonly constant?: string;
  /** The new value is computed by the store from the row itself: `n = n + 1`. */
  readonly fromRow: boolean;
}
