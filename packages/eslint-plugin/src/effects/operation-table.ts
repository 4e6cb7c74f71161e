import type { Library } from './library.js';
import type { Operation } from './operation.js';

export interface TableEntry {
  readonly library: Library;
  readonly operation: Operation;
  /** Its place among all operations; the first that fits is taken. */
  readonly order: number;
}

/** The operations of libraries by their methods, the same for all files. */
export class OperationTable {
  readonly #byMethod = new Map<string, TableEntry[]>();
  readonly #byChain = new Map<string, TableEntry[]>();
  /** Methods that tell what another one is. */
  readonly #beside = new Set<string>();
  readonly #patterns: (TableEntry & { readonly pattern: RegExp })[] = [];

  constructor(libraries: readonly Library[]) {
    const all = libraries.flatMap((library) => {
      return library.operations.map((operation) => ({ library, operation }));
    });
    for (const [order, entry] of all.entries()) this.#add({ ...entry, order });
  }

  /** Whether a call of that name may be an operation, or a part of one, or tell of one. */
  has(name: string): boolean {
    return (
      this.#byMethod.has(name) ||
      this.#byChain.has(name) ||
      this.#beside.has(name) ||
      this.#patterns.some(({ pattern }) => pattern.test(name))
    );
  }

  /** The operations that a call of the method may be by itself. */
  *called(method: string): Iterable<TableEntry> {
    yield* this.#byMethod.get(method) ?? [];
    for (const entry of this.#patterns) if (entry.pattern.test(method)) yield entry;
  }

  /** The operations of builders that a call of the method may be a part of. */
  built(method: string): readonly TableEntry[] {
    return this.#byChain.get(method) ?? [];
  }

  #add(entry: TableEntry): void {
    const { method, on, with: others = [] } = entry.operation;
    for (const name of others) this.#beside.add(name);
    if (method instanceof RegExp) {
      this.#patterns.push({ ...entry, pattern: method });
      return;
    }
    const index = on === 'builder' ? this.#byChain : this.#byMethod;
    for (const name of [method].flat()) {
      const known = index.get(name);
      if (known) known.push(entry);
      else index.set(name, [entry]);
    }
  }
}

const tables = new WeakMap<readonly Library[], OperationTable>();

/** - **Cost:** made once for each list of libraries. */
export function operationsOf(libraries: readonly Library[]): OperationTable {
  let table = tables.get(libraries);
  if (!table) {
    table = new OperationTable(libraries);
    tables.set(libraries, table);
  }
  return table;
}
