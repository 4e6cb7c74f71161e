import type { TSESTree } from '@typescript-eslint/utils';

/** What is known of a value, as far as it leads to memory that threads share. */
export type Value = Buffer | View | Message | Structure;

/** A `SharedArrayBuffer`, or the `WebAssembly.Memory` that holds one. */
export interface Buffer {
  readonly kind: 'buffer' | 'memory';
  /** Where it is made, if that is in sight. */
  readonly origin?: TSESTree.Node;
}

/** A typed array or a `DataView` over a buffer. */
export interface View {
  readonly kind: 'view';
  /** The name of its class. */
  readonly array: string;
  /** Whether the buffer is shared; what comes in a message may be a plain buffer. */
  readonly isShared: boolean;
  /** Whether only its coming with the thread's start says that it is shared. */
  readonly isGuess?: boolean;
  /** Whether it covers the memory of a WebAssembly module. */
  readonly isWasm: boolean;
  readonly origin?: TSESTree.Node;
}

/** What another thread sent, or a part of it. */
export interface Message {
  readonly kind: 'message';
  /** Whether a name on the way to it says that it is shared. */
  readonly isNamedShared: boolean;
  /** Whether the thread was started with it. */
  readonly isWorkerData?: boolean;
}

/** An object, an array, an instance or a type, by its members. */
export interface Structure {
  readonly kind: 'structure';
  readonly member: (name: string) => Value | undefined;
}

export const BUFFER: Buffer = { kind: 'buffer' };
export const MESSAGE: Message = { kind: 'message', isNamedShared: false };
export const WORKER_DATA: Message = { ...MESSAGE, isWorkerData: true };

/** Classes of views, and whether `Atomics` takes them. */
export const VIEW_CLASSES: ReadonlyMap<string, boolean> = new Map([
  ['Int8Array', true],
  ['Uint8Array', true],
  ['Int16Array', true],
  ['Uint16Array', true],
  ['Int32Array', true],
  ['Uint32Array', true],
  ['BigInt64Array', true],
  ['BigUint64Array', true],
  ['Uint8ClampedArray', false],
  ['Float16Array', false],
  ['Float32Array', false],
  ['Float64Array', false],
  ['DataView', false],
]);

const SAYS_SHARED = /(?:^|[^a-z])(?:sab|shared)|Shared|SAB/;

export function saysShared(name: string): boolean {
  return SAYS_SHARED.test(name);
}

/** The member of a value, by its name. */
export function memberOf(value: Value | undefined, name: string): Value | undefined {
  switch (value?.kind) {
    case 'structure':
      return value.member(name);
    case 'message':
      return { ...value, isNamedShared: value.isNamedShared || saysShared(name) };
    case 'memory':
      return name === 'buffer' ? { ...value, kind: 'memory' } : undefined;
    case 'view':
      return name === 'buffer' && value.isShared ? BUFFER : undefined;
    default:
      return undefined;
  }
}

/** The view of class `array` over the value; `isSaidShared` is what the code around says of it. */
export function viewOver(
  value: Value | undefined,
  array: string,
  isSaidShared: boolean,
): View | undefined {
  switch (value?.kind) {
    case 'buffer':
    case 'memory': {
      const origin = value.origin && { origin: value.origin };
      return { kind: 'view', array, isShared: true, isWasm: value.kind === 'memory', ...origin };
    }
    case 'message': {
      const isSaid = value.isNamedShared || isSaidShared;
      const isGuess = !isSaid && value.isWorkerData === true && COUNTER_CLASS.test(array);
      return { kind: 'view', array, isShared: isSaid || isGuess, isGuess, isWasm: false };
    }
    default:
      return undefined;
  }
}

/** What counters and flags are made of, and copied data seldom is. */
const COUNTER_CLASS = /^(?:Int32|Uint32|BigInt64|BigUint64)Array$/;

/** The better known of two values. */
export function prefer(a: Value | undefined, b: Value | undefined): Value | undefined {
  return rank(b) > rank(a) ? b : a;
}

function rank(value: Value | undefined): number {
  if (value === undefined) return 0;
  if (value.kind === 'message') return value.isNamedShared ? 2 : 1;
  if (value.kind === 'structure') return 3;
  return value.kind === 'view' && !value.isShared ? 4 : 5;
}
