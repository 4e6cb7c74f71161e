import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../../flow/graph.js';
import { functionName } from '../../syntax/function-name.js';

type Node = TSESTree.Node;

/**
 * Which functions of a file lead to a place: those that it lies in, and those that name such a one.
 *
 * - **Cost:** one scan of the text for all names; then linear in functions and mentions.
 */
export class Reach {
  /** In the order of the text, outer ones first. */
  readonly #functions: readonly FunctionNode[];
  readonly #outer = new Map<Node, FunctionNode>();
  readonly #text: string;
  #callers: ReadonlyMap<string, ReadonlySet<FunctionNode>> | undefined;

  constructor(functions: readonly FunctionNode[], text: string) {
    this.#functions = [...functions].sort(
      (a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1],
    );
    this.#text = text;
    const around: FunctionNode[] = [];
    for (const fn of this.#functions) {
      while (around.length > 0 && !isIn(fn.range[0], around.at(-1))) around.pop();
      const outer = around.at(-1);
      if (outer) this.#outer.set(fn, outer);
      around.push(fn);
    }
  }

  /** The functions from which one of the places is reached. */
  to(places: Iterable<number>): ReadonlySet<Node> {
    const reaching = new Set<FunctionNode>();
    const add = (innermost: FunctionNode | undefined): void => {
      for (let fn = innermost; fn && !reaching.has(fn); fn = this.#outer.get(fn)) reaching.add(fn);
    };
    for (const place of places) add(this.#at(place));
    // What is added on the way is visited too.
    for (const fn of reaching) for (const caller of this.#callersOf(fn)) add(caller);
    return reaching;
  }

  #callersOf(fn: FunctionNode): Iterable<FunctionNode> {
    const name = nameOf(fn);
    if (name === undefined) return [];
    return (this.#callers ??= this.#findCallers()).get(name) ?? [];
  }

  /** Where each function's name stands: in which functions. */
  #findCallers(): Map<string, Set<FunctionNode>> {
    const callers = new Map<string, Set<FunctionNode>>();
    for (const fn of this.#functions) callers.set(nameOf(fn) ?? '', new Set());
    for (const { 0: word, index } of this.#text.matchAll(/[\w$]+/g)) {
      const known = callers.get(word);
      const at = known && this.#at(index);
      if (at) known.add(at);
    }
    return callers;
  }

  /** The innermost function around the place. */
  #at(place: number): FunctionNode | undefined {
    let [low, high] = [0, this.#functions.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#functions[middle]?.range[0] ?? Infinity) <= place) low = middle + 1;
      else high = middle;
    }
    let fn = this.#functions[low - 1];
    while (fn && !isIn(place, fn)) fn = this.#outer.get(fn);
    return fn;
  }
}

function nameOf(fn: FunctionNode): string | undefined {
  return functionName(fn)?.replace(/^#/, '');
}

function isIn(place: number, fn: FunctionNode | undefined): boolean {
  return fn !== undefined && fn.range[0] <= place && place < fn.range[1];
}
