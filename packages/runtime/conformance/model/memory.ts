/** One operation on shared memory that a thread is about to do. */
export interface Operation {
  readonly kind: OperationKind;
  readonly buffer: number;
  /** Byte offset of the cell. */
  readonly offset: number;
  readonly type: CellType;
  readonly values: readonly Cell[];
}

export type OperationKind =
  | 'read'
  | 'write'
  | 'load'
  | 'store'
  | 'exchange'
  | 'compareExchange'
  | 'add'
  | 'sub'
  | 'and'
  | 'or'
  | 'xor'
  | 'wait'
  | 'notify';

export type CellType = 'Uint8' | 'Int32' | 'BigInt64' | 'Float64';
export type Cell = number | bigint;

/** More than any buffer under exploration has. */
const MOST_BYTES = 2 ** 20;

/** Where the cells are that were ever used, the same for all copies of a memory. */
interface Layout {
  readonly places: Map<number, number>;
  buffers: number;
}

/**
 * Shared memory as the standard's sequentially consistent `Atomics` see it: cells of one width
 * each, changed one whole operation at a time.
 *
 * A plain read or write is one such operation too, so what is proved here does not depend on
 * when a processor makes a plain write visible only where the code brackets it by atomic ones.
 */
export class Memory {
  readonly #layout: Layout;
  readonly #cells: Cell[];

  constructor(layout: Layout = { places: new Map(), buffers: 0 }, cells: Cell[] = []) {
    this.#layout = layout;
    this.#cells = cells;
  }

  newBuffer(): number {
    return this.#layout.buffers++;
  }

  copy(): Memory {
    return new Memory(this.#layout, [...this.#cells]);
  }

  /** Everything in it, as text; equal texts are equal memories. */
  toKey(): string {
    return this.#cells.join();
  }

  cell(buffer: number, offset: number, type: CellType): Cell {
    return this.#cells[this.#placeOf(buffer, offset)] ?? (type === 'BigInt64' ? 0n : 0);
  }

  /** Does an operation that neither waits nor wakes, and answers what it answers. */
  do({ kind, buffer, offset, type, values: [first, second] }: Operation): Cell {
    const found = this.cell(buffer, offset, type);
    const next = changed(kind, found, first, second);
    if (next !== undefined) this.#cells[this.#placeOf(buffer, offset)] = wrap(next, type);
    return kind === 'store' || kind === 'write' ? first! : found;
  }

  #placeOf(buffer: number, offset: number): number {
    const { places } = this.#layout;
    const address = buffer * MOST_BYTES + offset;
    const known = places.get(address);
    if (known !== undefined) return known;
    places.set(address, places.size);
    return places.size - 1;
  }
}

function changed(kind: OperationKind, found: Cell, first?: Cell, second?: Cell): Cell | undefined {
  switch (kind) {
    case 'write':
    case 'store':
    case 'exchange':
      return first;
    case 'compareExchange':
      return found === first ? second : undefined;
    case 'add':
    case 'sub':
    case 'and':
    case 'or':
    case 'xor':
      return combine(kind, found as never, first as never);
    default:
      return undefined;
  }
}

function combine(kind: 'add' | 'sub' | 'and' | 'or' | 'xor', left: number, right: number): Cell {
  switch (kind) {
    case 'add':
      return left + right;
    case 'sub':
      return left - right;
    case 'and':
      return left & right;
    case 'or':
      return left | right;
    case 'xor':
      return left ^ right;
  }
}

function wrap(cell: Cell, type: CellType): Cell {
  if (type === 'Int32') return (cell as number) | 0;
  if (type === 'Uint8') return (cell as number) & 0xff;
  return type === 'BigInt64' ? BigInt.asIntN(64, cell as bigint) : cell;
}
