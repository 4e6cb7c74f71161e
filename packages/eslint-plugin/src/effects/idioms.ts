import type { Database } from './isolation.js';

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
  /** What else must hold of the row, as a property of the condition. */
  readonly condition?: string;
}

/** An update of one row that gives it back, in the words of the source. */
export interface UpdateGiving {
  readonly entity: string;
  readonly model: string;
  readonly increments: readonly Pick<AtomicUpdate, 'field' | 'operator' | 'amount'>[];
  /** `seen: now`, as properties; may be empty. */
  readonly sets: string;
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

/** What a column must be where a write is made, in the words of the source. */
export interface Comparison {
  readonly field: string;
  /** `is` and `is not` know nothing as a value: it is itself, and not anything else. */
  readonly operator: '<' | '<=' | '>' | '>=' | '=' | 'is' | 'is not';
  readonly bound: string;
  /** Source of the table's name in a chain of calls. */
  readonly table: string;
}

/** How a library says what else must hold of the rows; `undefined` where it cannot say it exactly. */
export type Condition = (comparison: Comparison) => WrittenCondition | undefined;

/** Source of a condition. */
export interface WrittenCondition {
  readonly text: string;
  /** What the text uses, which is imported from the module. */
  readonly imports?: { readonly module: string; readonly name: string };
}

/** How the result of an update says that it changed no row. */
export interface Told {
  /** What the count, or the list of changed rows, is taken out of the result with. */
  readonly taken: (name: string) => string;
  /** What follows the update, so that its result tells. */
  readonly call?: string;
  /** The type argument that the result needs, where none is given. */
  readonly type?: string;
  /** Whether a chain of calls is done when it returns. */
  readonly isAtOnce?: boolean;
  /** Source of the test; compares with 0 without one. */
  readonly isNone?: (name: string) => string;
}

/** How the condition of an update says more than which row; how many it changed say `changedRows`. */
export interface ConditionIdiom {
  /** The update's methods, and the one that takes such a condition and counts what it changed. */
  readonly methods?: Readonly<Record<string, string>>;
  /** A property of the condition. */
  readonly column?: Condition;
  /** A call behind the one that names the rows in a chain. */
  readonly call?: Condition;
  /** One more operand of the expression that names the rows, which `joined` puts together. */
  readonly operand?: Condition;
  readonly joined?: { readonly module: string; readonly name: string };
  /** Words of its SQL that compare with what may be nothing. */
  readonly words?: { readonly is?: string; readonly isNot?: string };
  /** How the result tells, where it is not by `changedRows`. */
  readonly told?: Told;
  /** The same for chains that have a call of that name. */
  readonly toldWith?: Readonly<Record<string, Told>>;
}

/** A row that is created because none was found, in the words of the source. */
export interface NewRow {
  /** Source of what it is created on: a class, a collection, a manager. */
  readonly model: string;
  /** Source of the class that the call names, where it names one. */
  readonly of: string;
  /** The columns that were looked for, which are among those of the row. */
  readonly columns: readonly string[];
  /** `{ email, name }`, and as properties what was looked for and what else it says. */
  readonly row: string;
  readonly key: string;
  readonly rest: string;
  /** Whether the store is known to keep what was looked for unique. */
  readonly isUnique: boolean;
  readonly database: Database | undefined;
}

/** How a row is found or created in one step. */
export interface FindOrCreateIdiom {
  readonly call: (row: NewRow) => string | undefined;
  /**
   * The pattern that takes the row, and whether it is new, out of the result: empty where neither
   * is asked for, `undefined` where the result does not tell or there is a better way.
   */
  readonly taken: (row: string | undefined, created: string | undefined) => string | undefined;
  /** What it leaves out, for its label. */
  readonly givesUp?: string;
}

/** How a row is created unless the store has it. */
export interface InsertIfAbsentIdiom {
  /** The call of a chain that `text` is put behind, or takes the place of; else it is all of the call. */
  readonly after?: string;
  readonly instead?: string;
  readonly text: (row: NewRow) => string | undefined;
  /** How the result tells that there was one. */
  readonly told?: Told;
  readonly givesUp?: string;
}

/** An entry that is put as a mark, in the words of the source. */
export interface Mark {
  /** Source of what the entry is kept in. */
  readonly store: string;
  /** Source of the key and the value. */
  readonly entry: string;
  readonly imports: (packageName: string) => boolean;
}

/** How a mark is put unless there is one. */
export interface MarkIdiom {
  readonly text: (mark: Mark) => string | undefined;
  readonly told: Told;
}

/** What an insert in SQL ends with for the same. */
export interface DuplicateClause {
  readonly text: (column: string) => string;
  readonly told?: Told;
}

/** How the input of a command says what must hold, which fails with an error where it does not. */
export interface CommandIdiom {
  /** The parts of the input: the condition, and what its text names and compares with. */
  readonly condition: string;
  readonly names: string;
  readonly values: string;
  readonly compare: (
    comparison: Pick<Comparison, 'operator' | 'bound'> & {
      readonly column: string;
      /** Whether the bound is nothing. */
      readonly isNothing: boolean;
    },
  ) => string | undefined;
  /** A value where others stand under the name of their type: `{ N: '1' }`. */
  readonly typed: (value: string) => string | undefined;
  /** That there is no item, which has a column of this name. */
  readonly isAbsent: (column: string) => string;
  /** The error, which is a class in files that name the package. */
  readonly refusal: { readonly package: string; readonly module: string; readonly name: string };
}

/** An update of some columns of an entity while a condition holds, in the words of the source. */
export interface ConditionalSave {
  readonly model: string;
  readonly entity: string;
  /** What is set: `{ name: user.name }`, or `{ $set: { name: user.name } }`. */
  readonly changes: string;
  /** A property of the condition. */
  readonly condition: string;
  /** Source of what the save's options say of the transaction; may be empty. */
  readonly options: string;
}

/** A save of some columns of an entity, in the words of the source. */
export interface PartialSave {
  readonly model: string;
  readonly entity: string;
  /** `{ name: user.name }` */
  readonly columns: string;
}

/** How rows are put into a list of related rows, or taken out of it, without the list. */
export interface RelationIdiom {
  /** The option of a read that names the lists which it loads. */
  readonly option: string;
  /** Options of a save that say nothing here. */
  readonly idleOptions: readonly string[];
  readonly givesUp: Readonly<Record<'add' | 'remove', string>>;
  /** The expression, where the parts of the source are enough for it. */
  readonly change: (change: {
    /** What saves or loads the entity: a repository, a class, a manager. */
    readonly holder: string;
    /** The class that the read names, where it names one. */
    readonly model: string | undefined;
    /** The list's name, as a string. */
    readonly path: string;
    readonly entity: string;
    readonly method: 'add' | 'remove';
    readonly items: string;
  }) => string | undefined;
}

/** The method that is called on what an operation starts with; none where that is called itself. */
export interface RootCall {
  readonly name: string | undefined;
  /** How many arguments it is given. */
  readonly given: number;
}

/** How a transaction is put around code: `db.transaction(async (tx) => { … })`. */
export interface TransactionIdiom {
  /** What its callback is given, as people call it. */
  readonly handle: string;
  /** Source of the call up to the callback. */
  readonly open: (connection: string) => string;
  /** What operations are called on there; without it the handle goes along as the library says. */
  readonly on?: (root: string, handle: string, called: RootCall) => string;
  /** Source of a query, by its SQL: reads that have no row lock are made behind one that takes it. */
  readonly lockRow?: (handle: string, text: string) => string;
  /** Whether people give the handle the name of the connection, so that operations stay as they are. */
  readonly hidesConnection?: boolean;
  /** The connection, where it is not what operations are called on; none where it is out of reach. */
  readonly connection?: (
    root: string,
    file: { has: (name: string) => boolean; isTyped: boolean; called: RootCall },
  ) => string | undefined;
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
  /** Whether `increment` takes a condition, and its result says how many rows it changed. */
  readonly incrementCounts?: boolean;
  /** What a class of entities that save themselves has such methods on. */
  readonly repositoryOf?: (model: string) => string;
  /** What a manager of all classes has such methods of one class on. */
  readonly repositoryIn?: (manager: string, model: string) => string;
  /** Whether `increment` only marks the change, which the save then sends. */
  readonly incrementIsSaved?: boolean;
  /** An expression that loads the entity again; for code that reads the new value. */
  readonly reload?: (entity: string, options: string) => string | undefined;
  /** An expression that changes and sets columns, and gives the row as it is then. */
  readonly updateGiving?: (update: UpdateGiving) => string;
  /** What that leaves out, for its label. */
  readonly updateGivingGivesUp?: string;
  /** Reads that may give no row, and the ones that then fail. */
  readonly orFail?: Readonly<Record<string, string>>;
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
  /** The keys of an update's columns that are set, added to or appended to: `$set`, `$inc`, `$push`. */
  readonly operatorKeys?: {
    readonly set: string;
    readonly increment: string;
    readonly append: string;
  };
  /** An expression that changes an entry in the store and gives its new value. */
  readonly incrementEntry?: (change: EntryChange) => string;
  /** How an update says that it is made only while a column compares so: `n: { gte: 1 }`. */
  readonly condition?: ConditionIdiom;
  /** The same where a command's input says it in a text. */
  readonly command?: CommandIdiom;
  /** By the kind of operation: what an update's number of changed rows is taken out of its result with. */
  readonly changedRows?: Readonly<Record<string, (name: string) => string>>;
  /** Creates a row so that a duplicate is no error and no second row. */
  readonly insertIfAbsent?: InsertIfAbsentIdiom;
  /** What takes a column of the one row out of the result of an update with `RETURNING`. */
  readonly returning?: (pattern: string) => string;
  /** The same for an entry by key: `SET … NX`. */
  readonly markIfAbsent?: MarkIdiom;
  /** The same in SQL: `ON CONFLICT DO NOTHING`. */
  readonly duplicateClause?: DuplicateClause;
  /** Whether all its rows have a key of one name, which `saveWhere` names them by; else that is `id`. */
  readonly hasOwnId?: boolean;
  /** Opens a transaction around code that has none. */
  readonly transaction?: TransactionIdiom;
  /** Updates the row of an entity while a condition holds. */
  readonly saveWhere?: (save: ConditionalSave) => string;
  /** What `saveWhere` leaves out, for its label. */
  readonly saveWhereGivesUp?: string;
  /** Saves some columns of an entity only. */
  readonly saveOnly?: (save: PartialSave) => string;
  /** Whether the store counts from zero where the column is missing. */
  readonly countsFromZero?: boolean;
  /** Updates that give the row as it is stored then. */
  readonly updateGivesRow?: readonly string[];
  /** Changes a list of related rows. */
  readonly relation?: RelationIdiom;
  /** What an atomic update leaves out, for its label: `skips save hooks`. */
  readonly incrementGivesUp?: string;
  /** Takes the place of a read and a create. */
  readonly findOrCreate?: FindOrCreateIdiom;
}
