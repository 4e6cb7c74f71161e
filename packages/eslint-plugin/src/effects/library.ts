import type { Idioms } from './idioms.js';
import type { Database } from './isolation.js';
import type { Operation, Selector } from './operation.js';

/** What a statement works on when it is built by a chain of calls, known at the outermost call. */
export interface Builder {
  /** Where the table is named, best first; `root` is what the chain starts with. */
  readonly table: readonly (Selector | 'root')[];
  /** Calls that name rows: `where({ id })`, `eq('id', id)`, `where('id', '=', id)`, `where(eq(t.id, id))`. */
  readonly where: readonly string[];
  /** Calls that compare a column otherwise: `gt('n', 0)`. */
  readonly whereOther?: readonly string[];
  /** Calls whose first argument is the row's id. */
  readonly whereId?: readonly string[];
  /** Calls that lock the rows, if they have no argument or this one. */
  readonly rowLock?: {
    readonly call: readonly string[];
    readonly argument?: RegExp;
    /** Source of the argument that locks for an update. */
    readonly value?: string;
    /** Whether the library itself refuses the call outside of a transaction. */
    readonly isRefusedOutside?: boolean;
  };
  /** Calls that make the chain part of the transaction that is their argument. */
  readonly transacting?: readonly string[];
}

/** How a library takes a row lock: an option of its reads, and what that option needs to work. */
export interface RowLock {
  readonly option: string;
  /** Source of the option's value that locks for an update. */
  readonly value: string;
  /** What the value uses, which is imported from the module. */
  readonly imports?: { readonly module: string; readonly name: string };
  /** Reads that take the condition alone, and those that take it as `where` beside options. */
  readonly methods?: Readonly<Record<string, string>>;
  /** Another option that must stand beside it; without one, the lock works by itself. */
  readonly needs?: string;
  /** Options that read rows of other tables along, which may be missing. */
  readonly joins?: readonly string[];
}

/** A call that declares a model, by where its arguments stand. */
export interface ModelDefinition {
  readonly call: string;
  /** The model's name; without one, the variable's or what the call is made on. */
  readonly name?: number;
  readonly columns: number;
  readonly options?: number;
}

/** What the file that configures a library for a project says: `defineConfig({ … })`. */
export interface ProjectConfig {
  /** The file's name without its ending. */
  readonly name: string;
  /** Finds the name of the engine. */
  readonly engine?: RegExp;
  /** Finds where the schema is, as it is written. */
  readonly schema?: RegExp;
}

/** How declarations of a library's models say what the store decides. */
export interface SchemaWords {
  readonly definitions?: readonly ModelDefinition[];
  /** Options, or decorators with an `@`, that make a save fail where another one came in between. */
  readonly version?: readonly string[];
  readonly config?: ProjectConfig;
}

/** How one data library's reads, writes, guards and repairs look. */
export interface Library {
  readonly name: string;
  readonly title: string;
  readonly docs: string;
  /** Packages whose import is evidence for the library. */
  readonly packages: readonly string[];
  /** What its connections and models are mostly called: evidence by shape. */
  readonly receivers?: RegExp;
  /** Types of the library that need no import; their names are evidence where they are written. */
  readonly types?: readonly string[];
  readonly operations: readonly Operation[];
  readonly builder?: Builder;
  /** Whether code that uses it runs in many processes, so that a lock in memory is no cure. */
  readonly isSpread?: boolean;
  /** Whether the store is one user's own: two tabs that set one mark do each other no harm. */
  readonly isOfOneUser?: boolean;
  /** Whether other work waits while one of its operations is under way. */
  readonly gated?: boolean;
  readonly rowLock?: RowLock;
  /** The engine, where the library is made for one. */
  readonly database?: Database;
  /** Options that lock a row where all of them are given, whichever library it is. */
  readonly lockOptions?: readonly string[];
  /** Keys of a new value that make it an operator on the old one: `{ increment: 1 }`. */
  readonly operators?: readonly string[];
  /** Keys of an update that hold the columns one level deeper: `{ $set: { n: 1 } }`. */
  readonly setters?: readonly string[];
  /** Names of types, under one of which a column's value may stand: `{ N: '1' }`. */
  readonly typeNames?: readonly string[];
  /** What becomes of an array changed in place: an atomic operator, nothing, or the whole column. */
  readonly inPlace?: 'atomic' | 'ignored' | 'whole';
  /** Columns of every model that the store itself keeps unique. */
  readonly unique?: readonly string[];
  /** Whether a version column is counted up but not compared when an entity is saved. */
  readonly untestedVersion?: boolean;
  /** Whether entries are text of any kind, which is data only where code parses or builds it. */
  readonly keepsText?: boolean;
  readonly idioms?: Idioms;
  /** What declarations of its models say, where they are in sight. */
  readonly schema?: SchemaWords;
}

export function defineLibrary(library: Library): Library {
  return library;
}
