/** What declarations say of one model: which rows the store refuses, which changes it notices. */
export interface ModelSchema {
  /** Sets of columns of which no two rows have the same values. */
  readonly unique: readonly (readonly string[])[];
  /** Whether a save fails where another one came in between. */
  readonly isVersioned: boolean;
  /** The column that counts the changes of a row, which an update may compare. */
  readonly version?: string | undefined;
  readonly stored?: StoredAs | undefined;
  /** The columns that hold lists, where the declaration tells all columns. */
  readonly lists?: readonly string[] | undefined;
}

/** Where the rows of a model are, and by field the columns that a statement can compare as they are. */
export interface StoredAs {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

const NOTHING: ModelSchema = { unique: [], isVersioned: false };

/** The models that are declared in sight, whatever the code calls them: `User`, `users`, `userRepository`. */
export class Schema {
  readonly #models = new Map<string, ModelSchema>();
  readonly #tables = new Map<string, Set<string>>();

  add(name: string, { unique, isVersioned, version, stored, lists }: ModelSchema): void {
    const known = this.#models.get(plainName(name)) ?? NOTHING;
    this.#models.set(plainName(name), {
      unique: [...known.unique, ...unique],
      isVersioned: known.isVersioned || isVersioned,
      version: version ?? known.version,
      stored: stored ?? known.stored,
      lists: lists ?? known.lists,
    });
  }

  /** Says what else a model is called where it is declared: `@Entity('app_users') class User`. */
  addTable(name: string, table: string): void {
    const tables = this.#tables.get(plainName(name)) ?? new Set();
    this.#tables.set(plainName(name), tables.add(plainName(table)));
  }

  of(name: string | undefined): ModelSchema {
    if (name === undefined) return NOTHING;
    const known = this.namesOf(name).flatMap((each) => this.#models.get(each) ?? []);
    return {
      unique: known.flatMap(({ unique }) => unique),
      isVersioned: known.some(({ isVersioned }) => isVersioned),
      version: known.find(({ version }) => version !== undefined)?.version,
      stored: known.find(({ stored }) => stored)?.stored,
      lists: known.find(({ lists }) => lists)?.lists,
    };
  }

  /** The plain name of a model, and those of its tables. */
  namesOf(name: string): readonly string[] {
    const names = new Set([plainName(name)]);
    // The set grows while it is gone through.
    for (const each of names) for (const table of this.#tables.get(each) ?? []) names.add(table);
    return [...names];
  }
}

/** Whether a column of the name counts the changes of its row. */
export function countsChanges(column: string): boolean {
  return /^(lock_?|row_?)?version$|^rev(ision)?$/i.test(column);
}

/** A model's name, however its code, its table and its class spell it. */
export function plainName(name: string): string {
  const bare =
    name.replace(/(Repository|Repo|Queries|Dao|Model|Schema|Entity|Table)$/i, '') || name;
  return bare
    .toLowerCase()
    .replace(/_/g, '')
    .replace(/ies$/, 'y')
    .replace(/(ss|x|z|ch|sh)es$/, '$1')
    .replace(/(?<!s)s$/, '');
}

/**
 * Whether columns of a condition have all of a set in them, `user_id` or `userId`. What is asked for
 * by its id may be declared as a relation: `city` for `cityId`.
 */
export function hasAll(columns: readonly string[], together: readonly string[]): boolean {
  const given = new Set(columns.map(plainColumn).flatMap((name) => [name, relationOf(name)]));
  return together.length > 0 && together.every((column) => given.has(plainColumn(column)));
}

function relationOf(column: string): string {
  return column.replace(/(?<=\w)id$/, '');
}

/** Whether columns of a condition have one of a set in them. */
export function hasAny(columns: readonly string[], together: readonly string[]): boolean {
  return together.some((column) => hasAll(columns, [column]));
}

/** Columns that say whose a row is, which a store may add to each condition by itself. */
const SCOPE =
  /^(tenant|workspace|organi[sz]ation|org|team|company|account|project|site|shop|guild|realm)(_?id)?$/i;

/** A set of columns without those that say whose a row is, where others are left. */
export function withoutScope(together: readonly string[]): readonly string[] {
  const own = together.filter((column) => !SCOPE.test(column));
  return own.length > 0 ? own : together;
}

function plainColumn(name: string): string {
  return name.toLowerCase().replace(/_/g, '');
}
