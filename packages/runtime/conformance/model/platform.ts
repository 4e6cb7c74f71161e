import type { Cell, CellType, OperationKind, Operation } from './memory.js';

/** Who does the operations: at once, from a record, or after asking a scheduler. */
export type Perform = (operation: Operation) => unknown;

/** The buffer of a model memory; looks like a `SharedArrayBuffer` to those who ask. */
export class ModelBuffer {
  readonly id: number;
  readonly byteLength: number;

  constructor(id: number, byteLength: number) {
    this.id = id;
    this.byteLength = byteLength;
  }

  get [Symbol.toStringTag](): string {
    return 'SharedArrayBuffer';
  }
}

interface CellArray {
  readonly buffer: ModelBuffer;
  readonly byteOffset: number;
  readonly length: number;
  readonly type: CellType;
}

/** What the explored code finds in place of the globals that touch shared memory. */
export interface Platform {
  readonly SharedArrayBuffer: unknown;
  readonly Uint8Array: unknown;
  readonly Int32Array: unknown;
  readonly BigInt64Array: unknown;
  readonly Float64Array: unknown;
  readonly Atomics: unknown;
  /** Without a process, so that threads take ids from shared memory; with real shared memory. */
  readonly globalThis: unknown;
}

/** Bytes of a cell. */
const WIDTHS: Readonly<Record<CellType, number>> = { Uint8: 1, Int32: 4, BigInt64: 8, Float64: 8 };

/** Globals that let `perform` do every operation on memory, plain ones of arrays included. */
export function newPlatform(perform: () => Perform, newBuffer: () => number): Platform {
  const at = (array: CellArray, index: number, kind: OperationKind, values: readonly Cell[]) =>
    perform()({
      kind,
      buffer: array.buffer.id,
      offset: array.byteOffset + index * WIDTHS[array.type],
      type: array.type,
      values,
    });
  const newArray = (type: CellType) =>
    function CellArray(buffer: ModelBuffer, byteOffset = 0, length?: number) {
      const cells = length ?? (buffer.byteLength - byteOffset) / WIDTHS[type];
      return asArray({ buffer, byteOffset, length: cells, type }, at);
    };
  const kinds = [
    ...['load', 'store', 'exchange', 'compareExchange'],
    ...['add', 'sub', 'and', 'or', 'xor', 'wait', 'notify'],
  ] as OperationKind[];
  const Atomics = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      (array: CellArray, index: number, ...values: Cell[]) => at(array, index, kind, values),
    ]),
  );
  return {
    SharedArrayBuffer: function SharedArrayBuffer(byteLength: number) {
      return new ModelBuffer(newBuffer(), byteLength);
    },
    Uint8Array: newArray('Uint8'),
    Int32Array: newArray('Int32'),
    BigInt64Array: newArray('BigInt64'),
    Float64Array: newArray('Float64'),
    Atomics,
    globalThis: {
      Int32Array: globalThis.Int32Array,
      SharedArrayBuffer: globalThis.SharedArrayBuffer,
      Atomics: globalThis.Atomics,
    },
  };
}

type At = (
  array: CellArray,
  index: number,
  kind: OperationKind,
  values: readonly Cell[],
) => unknown;

/** Makes plain accesses of elements operations on memory. */
function asArray(array: CellArray, at: At): unknown {
  const methods = {
    set: (values: Cell[], offset = 0) =>
      values.forEach((value, index) => at(array, offset + index, 'write', [value])),
    slice: (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => at(array, from + index, 'read', [])),
    *[Symbol.iterator]() {
      for (let index = 0; index < array.length; index++) yield at(array, index, 'read', []);
    },
  };
  return new Proxy(array, {
    get: (target, name): unknown =>
      isIndex(name)
        ? at(target, Number(name), 'read', [])
        : (Reflect.get(methods, name) ?? Reflect.get(target, name)),
    set: (target, name, value: Cell) => {
      at(target, Number(name), 'write', [value]);
      return true;
    },
  });
}

function isIndex(name: string | symbol): name is string {
  return typeof name === 'string' && /^\d+$/.test(name);
}
