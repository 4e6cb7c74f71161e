import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import type { Read } from './access.js';
import type { AbstractObject } from './abstract-object.js';

/** That a value was computed from what a read found at `path` of its resource. */
export interface Derivation {
  readonly read: Read;
  /** Dotted path inside the resource; empty for the whole of it. */
  readonly path: string;
  /** The expression that took it from the object. */
  readonly node: TSESTree.Node;
  /** Whether it only went into a question: what a stranger answered to it later may be anything. */
  readonly isAsked: boolean;
}

/** Where a value lives: an object, and a dotted path inside it. */
export interface Place {
  readonly object: AbstractObject;
  readonly path: string;
  /** Whether the value is a list whose elements live at `path`. */
  readonly list: boolean;
}

/** What is known of a JavaScript value: what it derives from and which objects it may be. */
export interface Value {
  readonly derivations: ReadonlySet<Derivation>;
  readonly places: ReadonlySet<Place>;
  readonly functions: ReadonlySet<FunctionNode>;
  /** Names the value: equal symbols, equal values, as far as the source tells. */
  readonly symbol: string | undefined;
}

const none: ReadonlySet<never> = new Set<never>();

/** A value of which nothing is known. */
export const unknown: Value = {
  derivations: none,
  places: none,
  functions: none,
  symbol: undefined,
};

export function valueOf(parts: Partial<Value>): Value {
  return { ...unknown, ...parts };
}

/** A value that may be more things than this is followed for some of them only. */
const MAX_PLACES = 16;

/** A value that may be either; `left` itself when `right` adds nothing. */
export function joinValues(left: Value, right: Value): Value {
  if (left === right) return left;
  const derivations = union(left.derivations, right.derivations);
  const places = left.places.size > MAX_PLACES ? left.places : union(left.places, right.places);
  const functions = union(left.functions, right.functions);
  const symbol = left.symbol === right.symbol ? left.symbol : undefined;
  const same =
    derivations === left.derivations &&
    places === left.places &&
    functions === left.functions &&
    symbol === left.symbol;
  return same ? left : { derivations, places, functions, symbol };
}

export function joinAll(values: readonly Value[]): Value {
  return values.length === 0 ? unknown : values.reduce(joinValues);
}

/** A value computed from `values`: it derives from what they derive from, and is none of them. */
export function derivedFrom(values: readonly Value[], symbol?: string): Value {
  const derivations = values.map((value) => value.derivations).reduce(union, none);
  return { ...unknown, derivations, symbol };
}

/** `left` itself when it has all of `right`. */
export function union<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): ReadonlySet<T> {
  if (right.size === 0 || left === right) return left;
  if (left.size === 0) return right;
  let joined: Set<T> | undefined;
  for (const item of right) {
    if (!left.has(item)) (joined ??= new Set(left)).add(item);
  }
  return joined ?? left;
}

/** Deeper fields count as the field they lie in; else `node = node.next` had no end. */
const MAX_PATH = 5;

export function joinPath(base: string, part: string): string {
  if (base === '' || part === '') return base + part;
  return base.split('.').length >= MAX_PATH ? base : `${base}.${part}`;
}

/** The text of a literal string's symbol. */
export function literalText(symbol: string | undefined): string | undefined {
  return symbol?.startsWith('"') ? symbol.slice(1, -1) : undefined;
}

/** Whether one path is the other or lies inside it. */
export function isOverlap(left: string, right: string): boolean {
  return left === right || isInside(left, right) || isInside(right, left);
}

export function isInside(inner: string, outer: string): boolean {
  return outer === '' || inner.startsWith(`${outer}.`);
}
