/** Points at a part of a call: an argument, or a property of it by dotted path. */
export interface Selector {
  /** Counted from 0; negative counts from the end. */
  readonly arg: number;
  readonly path?: string;
  /** The call of a builder's chain that has the argument; empty for `db` of `db('users').first()`. */
  readonly call?: string | readonly string[];
}

export function arg(index: number, path?: string): Selector {
  return path === undefined ? { arg: index } : { arg: index, path };
}

/** An argument of one of the calls of a chain: `argOf('set', 0)` of `db.update(t).set(values)`. */
export function argOf(call: string | readonly string[], index: number, path?: string): Selector {
  return { call, ...arg(index, path) };
}

/**
 * What a method is called on:
 *
 * - `model`: a class, table or collection (`User`, `prisma.user`, `this.userRepository`);
 * - `entity`: the in-memory copy of one row;
 * - `connection`: a client, a pool, a transaction, a lock;
 * - `function`: nothing; an imported function;
 * - `builder`: whatever a chain of calls starts with; the method may be any call of the chain, and a
 *   command that is passed counts as one: `GetCommand` of `client.send(new GetCommand(input))`;
 * - `transaction`: what the callback of a transaction was given, or is called so;
 * - `any`: whatever there is.
 */
export type ReceiverKind =
  'model' | 'entity' | 'connection' | 'function' | 'builder' | 'transaction' | 'any';

interface Matching {
  readonly method: string | readonly string[] | RegExp;
  readonly on: ReceiverKind;
  /** No other library has this method, so it tells the library where no import is in sight. */
  readonly distinctive?: boolean;
  /** Other calls that must be in the chain. */
  readonly with?: readonly string[];
  /** Calls of which none may be in the chain. */
  readonly without?: readonly string[];
  /** The call is this operation only where this part of it is present. */
  readonly present?: Selector;
  /** What an argument must say: an option's name, or a word by itself. */
  readonly saying?: RegExp;
  /** Names a part of the entry that the key names: a field of a hash. */
  readonly part?: Selector;
  /** Finds the kind of entry in the method's name: `State` of `getState` and `setState`. */
  readonly entry?: RegExp;
  /** The call is this operation only where its promise is waited for, or only where it is not. */
  readonly awaited?: boolean;
  /** Where the model is named, when it is not what the method is called on. */
  readonly model?: Selector;
}

export interface ReadOperation extends Matching {
  readonly kind: 'read';
  readonly key?: Selector;
  /** Whether the key is an object, which has no text to name a lock by. */
  readonly isKeyObject?: boolean;
  /** What the call gives: one row, a list of rows, a bare value, or rows wrapped in an object. */
  readonly gives: Given;
}

export type Given = 'entity' | 'entities' | 'value' | 'presence' | { readonly rowsAt: string };

/** Loads an entity again from the store. */
export interface ReloadOperation extends Matching {
  readonly kind: 'reload';
  /** Whether a conflict with what is read here makes the transaction fail. */
  readonly detectsConflicts?: boolean;
}

/** Writes what was changed on an entity (`dirty`), or all its columns (`whole`). */
export interface PersistOperation extends Matching {
  readonly kind: 'persist';
  /** `argument` is the first one that may be an entity. */
  readonly entity: 'receiver' | 'argument';
  readonly columns: 'dirty' | 'whole';
}

/** Sets the columns of `value` on the rows that `key` names, or on the entity it is called on. */
export interface UpdateOperation extends Matching {
  readonly kind: 'update';
  /** The columns, or the name of one, with its value in the argument behind. */
  readonly value: Selector;
  readonly key?: Selector;
  /** What becomes of an update whose condition names no row, if the call does not just tell. */
  readonly missing?: 'throws';
  /** What the call gives of the rows after the update, if anything. */
  readonly gives?: Given;
  /** Whether the row is the entity that the chain starts with: `user.$query().patch({ n })`. */
  readonly ofRoot?: boolean;
}

/** Sets the columns that a text names: `SET n = :n`, with the value of `:n` in an object. */
export interface ExpressionOperation extends Matching {
  readonly kind: 'expression';
  readonly text: Selector;
  readonly values: Selector;
  /** The object with the columns of `#names`. */
  readonly names: Selector;
  readonly key?: Selector;
}

/** Writes what was changed on every entity that the library loaded. */
export interface FlushOperation extends Matching {
  readonly kind: 'flush';
}

/** Replaces the whole value of an entry: a key-value store, a document, a file. */
export interface PutOperation extends Matching {
  readonly kind: 'put';
  readonly key?: Selector;
  readonly value: Selector;
  /** Whether it takes effect some time after the call, though the reads give their value at once. */
  readonly takesTime?: boolean;
}

export interface CreateOperation extends Matching {
  readonly kind: 'create';
  readonly value?: Selector;
}

/** Makes an entity that is not stored until it is persisted. */
export interface BuildOperation extends Matching {
  readonly kind: 'build';
}

/** The store itself decides: an increment, an upsert, an insert-if-absent. */
export interface AtomicOperation extends Matching {
  readonly kind: 'atomic';
  /** Where this part is an empty object, the library itself looks first, and creates then. */
  readonly splitWhenEmpty?: Selector;
  readonly key?: Selector;
  /** Names the columns that change: one, a list of them, or an object with one property for each. */
  readonly changes?: Selector;
  readonly gives?: 'entity' | { readonly entityAt: number };
}

/** Names an entry without a look at it: equal arguments, equal entries. */
export interface ReferenceOperation extends Matching {
  readonly kind: 'reference';
}

/** Gives what it is called on, in another dress: `snapshot.data()`, `query.lean()`. */
export interface ViewOperation extends Matching {
  readonly kind: 'view';
}

/** An entity's field by name: `get('n')`, `set('n', v)`. */
export interface FieldOperation extends Matching {
  readonly kind: 'get-field' | 'set-field';
}

/** A statement in SQL, whose text says what it does. A tagged template is its own text. */
export interface SqlOperation extends Matching {
  readonly kind: 'sql';
  readonly text: Selector;
  readonly params?: Selector;
  /** Calls of the chain whose arguments are the parameters, one each. */
  readonly bound?: readonly string[];
  /** Where the rows are in the result; empty when the result is the rows. */
  readonly rowsAt: string;
}

/** Runs a callback in a transaction; no guard by itself. */
export interface TransactionOperation extends Matching {
  readonly kind: 'transaction';
  /** Without a callback the call gives the transaction. */
  readonly callback?: Selector;
  readonly isolation?: Selector;
}

/** Keeps others out of the store while a callback runs. */
export interface ExclusiveOperation extends Matching {
  readonly kind: 'exclusive';
  readonly callback: Selector;
  readonly key?: Selector;
}

export type Operation =
  | ReadOperation
  | ReloadOperation
  | PersistOperation
  | UpdateOperation
  | ExpressionOperation
  | FlushOperation
  | PutOperation
  | CreateOperation
  | BuildOperation
  | AtomicOperation
  | FieldOperation
  | ViewOperation
  | ReferenceOperation
  | SqlOperation
  | TransactionOperation
  | ExclusiveOperation;

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
  /** Another option that must stand beside it; without one, the lock works by itself. */
  readonly needs?: string;
}

/** The text of an atomic update of one field, in the library's idiom. */
export interface AtomicUpdate {
  /** Source of the entity, as written. */
  readonly entity: string;
  /** Source of what loads or saves such entities: a class, a repository. */
  readonly model: string;
  readonly field: string;
  readonly operator: '+' | '-';
  /** Source of the amount; empty for 1. */
  readonly amount: string;
  /** Source of what the save's options say of the transaction: `transaction: t`; may be empty. */
  readonly options: string;
}

/** The change of one column of an update, in the words of the source. */
export interface ColumnChange {
  readonly field: string;
  readonly operator: '+' | '-';
  /** Source of the amount, which is never empty. */
  readonly amount: string;
  /** Source of the table's name in a chain of calls: `users` of `db.update(users).set(…)`. */
  readonly table: string;
  /** Source of what a chain of calls starts with: `db` of `db('users').update(…)`. */
  readonly root: string;
}

/** The new value of a column, as the library says it where the store is to compute it. */
export interface ComputedColumn {
  readonly value: string;
  /** What the value uses, which is imported from the module. */
  readonly imports?: { readonly module: string; readonly name: string };
  /** Put around the object of columns: `(eb) => (` and `)`. */
  readonly around?: readonly [before: string, after: string];
}

/** The change of a whole entry that is a number, in the words of the source. */
export interface EntryChange {
  /** Source of what the entry is kept in, and of its key. */
  readonly store: string;
  readonly key: string;
  readonly operator: '+' | '-';
  /** Source of the amount; empty for 1. */
  readonly amount: string;
  readonly imports: (packageName: string) => boolean;
}

/** How the condition of an update says more than which row, and how the update tells that it was made. */
export interface ConditionIdiom {
  /** The update's methods, and the one that takes such a condition. */
  readonly methods: Readonly<Record<string, string>>;
  /** A property of the condition; `operator` is one of `<`, `<=`, `>`, `>=`. */
  readonly column: (field: string, operator: string, bound: string) => string;
  /** The property of the result that counts the rows that were changed. */
  readonly count: string;
}

/** A save of some columns of an entity, in the words of the source. */
export interface PartialSave {
  readonly model: string;
  readonly entity: string;
  /** `name: user.name`, as properties. */
  readonly columns: string;
}

/** The rows of a model that a condition names, as written. */
export interface RowCondition {
  readonly model: string;
  readonly where: string;
}

/** What repairs need to know of a library. All are pure functions from text to text. */
export interface Idioms {
  /** What its models are called; where only the shape tells the library, repairs want such a name. */
  readonly models?: RegExp;
  /** An expression that changes the field in the store; awaited by the caller. */
  readonly increment?: (update: AtomicUpdate) => string;
  /** Whether `increment` names the row by its `id`, so that rows must be known by one. */
  readonly incrementNeedsId?: boolean;
  /** What a class of entities that save themselves has such methods on. */
  readonly repositoryOf?: (model: string) => string;
  /** Whether `increment` only marks the change, which the save then sends. */
  readonly incrementIsSaved?: boolean;
  /** An expression that loads the entity again; for code that reads the new value. */
  readonly reload?: (entity: string, options: string) => string | undefined;
  /** Options of a save that an atomic update takes along; a save with others is left alone. */
  readonly carriedOptions?: readonly string[];
  /** The same on the rows that a condition names, without their entity. */
  readonly incrementWhere?: (
    update: Omit<AtomicUpdate, 'entity'> & RowCondition,
  ) => string | undefined;
  /** The value of a column of an update that adds in the store: `{ increment: 5 }`. */
  readonly column?: (change: ColumnChange) => ComputedColumn | undefined;
  /** The value of a column of an update that appends in the store: `{ push: item }`. */
  readonly append?: (item: string) => string;
  /** The key of an update's columns that are added to or appended to: `$inc`, `$push`. */
  readonly operatorKeys?: { readonly increment: string; readonly append: string };
  /** An expression that changes an entry in the store and gives its new value. */
  readonly incrementEntry?: (change: EntryChange) => string;
  /** How an update says that it is made only while a column compares so: `n: { gte: 1 }`. */
  readonly condition?: ConditionIdiom;
  /** What follows the call of a chain that inserts, so that a duplicate is no error and no second row. */
  readonly ignoreDuplicate?: { readonly after: string; readonly call: string };
  /** Whether its SQL knows `ON CONFLICT`. */
  readonly hasOnConflict?: boolean;
  /** Saves some columns of an entity only. */
  readonly saveOnly?: (save: PartialSave) => string;
  /** Whether the store counts from zero where the column is missing. */
  readonly countsFromZero?: boolean;
  /** Updates that give the row as it is stored then. */
  readonly updateGivesRow?: readonly string[];
  /** What an atomic update leaves out, for its label: `skips save hooks`. */
  readonly incrementGivesUp?: string;
  /** Replaces a read and a create; gives `[entity, created]`. */
  readonly findOrCreate?: (model: string, where: string, defaults: string) => string;
}

/** A call that declares a model, by where its arguments stand. */
export interface ModelDefinition {
  readonly call: string;
  /** The model's name; without one, the variable's or what the call is made on. */
  readonly name?: number;
  readonly columns: number;
  readonly options?: number;
}

/** How declarations of a library's models say what the store decides. */
export interface SchemaWords {
  readonly definitions?: readonly ModelDefinition[];
  /** Options, or decorators with an `@`, that make a save fail where another one came in between. */
  readonly version?: readonly string[];
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
  /** Whether other work waits while one of its operations is under way. */
  readonly gated?: boolean;
  readonly rowLock?: RowLock;
  /** Keys of a new value that make it an operator on the old one: `{ increment: 1 }`. */
  readonly operators?: readonly string[];
  /** Keys of an update that hold the columns one level deeper: `{ $set: { n: 1 } }`. */
  readonly setters?: readonly string[];
  /** What becomes of an array changed in place: an atomic operator, nothing, or the whole column. */
  readonly inPlace?: 'atomic' | 'ignored' | 'whole';
  /** Whether a version column is counted up but not compared when an entity is saved. */
  readonly untestedVersion?: boolean;
  readonly idioms?: Idioms;
  /** What declarations of its models say, where they are in sight. */
  readonly schema?: SchemaWords;
}

export function defineLibrary(library: Library): Library {
  return library;
}

export const read = operation<ReadOperation>('read');
export const reload = operation<ReloadOperation>('reload');
export const persist = operation<PersistOperation>('persist');
export const update = operation<UpdateOperation>('update');
export const expression = operation<ExpressionOperation>('expression');
export const flush = operation<FlushOperation>('flush');
export const put = operation<PutOperation>('put');
export const create = operation<CreateOperation>('create');
export const build = operation<BuildOperation>('build');
export const atomic = operation<AtomicOperation>('atomic');
export const view = operation<ViewOperation>('view');
export const reference = operation<ReferenceOperation>('reference');
export const sql = operation<SqlOperation>('sql');
export const transaction = operation<TransactionOperation>('transaction');
export const exclusive = operation<ExclusiveOperation>('exclusive');

function operation<T extends Operation>(kind: T['kind']): (parts: Omit<T, 'kind'>) => T {
  return (parts) => ({ kind, ...parts }) as T;
}

export function field(
  kind: FieldOperation['kind'],
  parts: Omit<FieldOperation, 'kind'>,
): FieldOperation {
  return { kind, ...parts };
}
