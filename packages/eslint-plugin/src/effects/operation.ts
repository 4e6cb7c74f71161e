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
  /** What that part must say, where it is a text that is in sight. */
  readonly presentSaying?: RegExp;
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
  /** Whether an object in its place holds options, and no key. */
  readonly isKeyBare?: boolean;
  /** Whether the key is always one that the store keeps unique. */
  readonly byUnique?: boolean;
  /** What the call gives: one row, a list of rows, a bare value, or rows wrapped in an object. */
  readonly gives: Given;
}

export type Given = 'entity' | 'entities' | 'value' | 'presence' | { readonly rowsAt: string };

/** Loads an entity again from the store. */
export interface ReloadOperation extends Matching {
  readonly kind: 'reload';
  /** As of a `persist`; without one, it is called on the entity. */
  readonly entity?: 'argument';
  /** Whether a conflict with what is read here makes the transaction fail. */
  readonly detectsConflicts?: boolean;
}

/** Writes what was changed on an entity (`dirty`), or all its columns (`whole`). */
export interface PersistOperation extends Matching {
  readonly kind: 'persist';
  /** `argument` is the first one that may be an entity. */
  readonly entity: 'receiver' | 'argument';
  readonly columns: 'dirty' | 'whole';
  /** Only what a read gave is persisted by a call of that name. */
  readonly loaded?: boolean;
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

/** Writes what was changed on every entity that the library loaded, and what it is given. */
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
  /** Its columns; the first argument where none is named. */
  readonly value?: Selector;
}

/** Sets the fields of every later argument on the first one, which it gives: `merge(user, changes)`. */
export interface AssignOperation extends Matching {
  readonly kind: 'assign';
}

/** The store itself decides: an increment, an upsert, an insert-if-absent. */
export interface AtomicOperation extends Matching {
  readonly kind: 'atomic';
  /** Where this part is an empty object, the library itself looks first, and creates then. */
  readonly splitWhenEmpty?: Selector;
  readonly key?: Selector;
  /** Names the columns that change: one, a list of them, or an object with one property for each. */
  readonly changes?: Selector;
  /** Whether the entry as a whole is counted on from what it holds. */
  readonly counts?: boolean;
  /** The row that is stored where there is none; its columns name it: `values({ id, n })`. */
  readonly row?: Selector;
  /** The columns that are set as they are given, where the row is there already. */
  readonly sets?: Selector;
  readonly gives?: 'entity' | { readonly entityAt: number };
  /** Whether it answers yes to one caller alone: `SET … NX`, a script that looks and sets. */
  readonly admits?: boolean;
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
  | AssignOperation
  | AtomicOperation
  | FieldOperation
  | ViewOperation
  | ReferenceOperation
  | SqlOperation
  | TransactionOperation
  | ExclusiveOperation;

export const read = operation<ReadOperation>('read');

export const reload = operation<ReloadOperation>('reload');

export const persist = operation<PersistOperation>('persist');

export const update = operation<UpdateOperation>('update');

export const expression = operation<ExpressionOperation>('expression');

export const flush = operation<FlushOperation>('flush');

export const put = operation<PutOperation>('put');

export const create = operation<CreateOperation>('create');

export const build = operation<BuildOperation>('build');

export const assign = operation<AssignOperation>('assign');

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
