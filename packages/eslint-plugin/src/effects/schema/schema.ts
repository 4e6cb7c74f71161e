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

  add(name: string, { unique, isVersioned, version, stored, lists }: ModelSchema): void {
    const known = this.of(name);
    this.#models.set(plainName(name), {
      unique: [...known.unique, ...unique],
      isVersioned: known.isVersioned || isVersioned,
      version: version ?? known.version,
      stored: stored ?? known.stored,
      lists: lists ?? known.lists,
    });
  }

  of(name: string | undefined): ModelSchema {
    return (name !== undefined && this.#models.get(plainName(name))) || NOTHING;
  }
}

/** Whether a column of the name counts the changes of its row. */
export function countsChanges(column: string): boolean {
  return /^(lock_?|row_?)?version$|^rev(ision)?$/i.test(column);
}

/** A model's name, however its code, its table and its class spell it. */
export function plainName(name: string): string {
  const bare = name.replace(/(Repository|Repo|Model|Schema|Entity|Table)$/i, '') || name;
  return bare
    .toLowerCase()
    .replace(/_/g, '')
    .replace(/ies$/, 'y')
    .replace(/(ss|x|z|ch|sh)es$/, '$1')
    .replace(/(?<!s)s$/, '');
}

/** Whether columns of a condition have all of a set in them, `user_id` or `userId`. */
export function hasAll(columns: readonly string[], together: readonly string[]): boolean {
  const given = new Set(columns.map(plainColumn));
  return together.length > 0 && together.every((column) => given.has(plainColumn(column)));
}

function plainColumn(name: string): string {
  return name.toLowerCase().replace(/_/g, '');
}
