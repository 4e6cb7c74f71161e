import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../../flow/graph.js';
import { functionName } from '../../syntax/function-name.js';

/**
 * The functions from which one of the places is reached: it lies in them, or in a function that
 * they name.
 *
 * - **Cost:** one scan of the text for each step of the longest chain of calls.
 */
export function functionsThatReach(
  places: readonly number[],
  functions: readonly FunctionNode[],
  text: string,
): ReadonlySet<TSESTree.Node> {
  const reaching = new Set<TSESTree.Node>();
  for (let at = places; ;) {
    const found = functions.filter(
      (fn) => !reaching.has(fn) && at.some((place) => isIn(place, fn)),
    );
    for (const fn of found) reaching.add(fn);
    const names = found.map(functionName).filter((name) => name !== undefined);
    if (names.length === 0) return reaching;
    at = placesOf(names, text);
  }
}

function isIn(place: number, { range: [start, end] }: TSESTree.Node): boolean {
  return start <= place && place < end;
}

function placesOf(names: readonly string[], text: string): number[] {
  const words = names.map((name) => name.replace(/\$/g, '\\$&').replace(/^#/, ''));
  return [...text.matchAll(new RegExp(`\\b(?:${words.join('|')})\\b`, 'g'))].map(
    ({ index }) => index,
  );
}
