import { checkOptions } from './shared-arguments.js';
import { HEADER_BYTES, type SharedKind } from './shared-header.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from './shared-place.js';

/** What tells one width of cells from another. */
export interface CellForm<Kind extends SharedKind, Value> {
  readonly kind: Kind;
  readonly zero: Value;
  readonly Cells: new (buffer: SharedArrayBuffer, byteOffset: number, length: number) => AnyCells;
  /** Answers `value`, or throws unless it can stand in the cell. */
  check(this: void, name: string, value: Value): Value;
}

// `Atomics` has an overload for each width; what stands in the cells decides which one is called.
type AnyCells = Int32Array<SharedArrayBuffer>;

/** Header and cell, with room for the widest. */
const SIZE_BYTES = 24;

/** Answers the place of the cell that `handle` leads to, or throws for whatever is wrong with it. */
export function joinCell<Kind extends SharedKind>(kind: Kind, handle: SharedHandle<Kind>): Place {
  return joinPlace(kind, handle, SIZE_BYTES);
}

/** A cell that any thread changes in one step: the mechanism of `AtomicInt32` and `AtomicBigInt64`. */
export class AtomicCell<Kind extends SharedKind, Value> {
  readonly #form: CellForm<Kind, number>;
  readonly #place: Place;
  readonly #cells: AnyCells;
  readonly #at: number;

  /** Makes a cell, unless there is one at `place`. */
  constructor(
    form: CellForm<Kind, Value>,
    options: { readonly initial?: Value },
    place: Place | undefined,
  ) {
    this.#form = form as unknown as CellForm<Kind, number>;
    checkOptions(options, ['initial']);
    const { initial: given = form.zero } = options;
    const initial = form.check('initial', given);
    this.#place = place ?? allocatePlace(form.kind, SIZE_BYTES);
    const { buffer, byteOffset, isNew } = this.#place;
    const { BYTES_PER_ELEMENT: width } = new form.Cells(buffer, byteOffset, 1);
    this.#at = HEADER_BYTES / width;
    this.#cells = new form.Cells(buffer, byteOffset, this.#at + 1);
    if (isNew) this.store(initial);
  }

  /** What another thread passes to `from`. */
  get handle(): SharedHandle<Kind> {
    return toHandle(this.#form.kind, this.#place);
  }

  /** Answers the value. */
  load(): Value {
    return Atomics.load(this.#cells, this.#at) as Value;
  }

  /** Replaces the value. */
  store(value: Value): void {
    Atomics.store(this.#cells, this.#at, this.#check('value', value));
  }

  /** Adds and answers the value before. */
  add(value: Value): Value {
    return Atomics.add(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Subtracts and answers the value before. */
  sub(value: Value): Value {
    return Atomics.sub(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Keeps the bits that `value` has too and answers the value before. */
  and(value: Value): Value {
    return Atomics.and(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Sets the bits of `value` and answers the value before. */
  or(value: Value): Value {
    return Atomics.or(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Inverts the bits of `value` and answers the value before. */
  xor(value: Value): Value {
    return Atomics.xor(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Replaces the value and answers the one before. */
  exchange(value: Value): Value {
    return Atomics.exchange(this.#cells, this.#at, this.#check('value', value)) as Value;
  }

  /** Replaces the value if it is `expected`, and answers the value found. */
  compareExchange(expected: Value, replacement: Value): Value {
    const [seen, next] = [
      this.#check('expected', expected),
      this.#check('replacement', replacement),
    ];
    return Atomics.compareExchange(this.#cells, this.#at, seen, next) as Value;
  }

  #check(name: string, value: Value): number {
    return this.#form.check(name, value as number);
  }
}
