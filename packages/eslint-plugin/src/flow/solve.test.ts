import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, test } from 'vitest';

import { graphOf } from './build-graph.js';
import type { Graph } from './graph.js';
import { OutOfStepsError, solve, type Lattice, type Transfer } from './solve.js';

/** Names that may have been called on some way here. */
type Called = Set<string>;

const lattice: Lattice<Called> = {
  copy: (state) => new Set(state),
  join: (left, right) => {
    const joined = new Set([...left, ...right]);
    return joined.size === left.size ? left : joined;
  },
};

const transfer: Transfer<Called> = {
  step(step, state) {
    if (step.kind === 'evaluate' && step.node.type === 'CallExpression') {
      state.add((step.node.callee as TSESTree.Identifier).name);
    }
  },
  isDead: (state) => state.has('exit'),
  mayThrow: (step) => step.node.type === 'CallExpression',
  assume: ({ test, outcome }, state) => {
    const isNever = test.type === 'Identifier' && test.name === 'never' && outcome === 'truthy';
    return isNever ? undefined : state;
  },
};

describe('solve', () => {
  test('joins the ways through a branch', () => {
    expect(called('if (x) a(); else b(); c();')).toEqual(['a', 'b', 'c']);
  });

  test('goes around a loop until nothing changes', () => {
    const code = 'for (;;) { if (x) { c(); break; } if (y) { b(); continue; } if (z) a(); }';
    expect(called(code)).toEqual(['a', 'b', 'c']);
  });

  test('takes no edge whose assumption cannot hold', () => {
    expect(called('if (never) a(); b();')).toEqual(['b']);
  });

  test('a state at a throw reaches the handler before and after the step', () => {
    expect(called('try { a(); b(); } catch { c(); }')).toEqual(['a', 'b', 'c']);
    expect(called('try { if (x) throw a(); return; } finally { b(); }')).toEqual(['b']);
  });

  test('goes no further where no run does', () => {
    expect(called('if (x) exit(); a();')).toEqual(['a']);
    expect(solved('exit();').exit).toBeUndefined();
    expect(solved('throw a();').thrown).toEqual(new Set(['a']));
  });

  test('stops when its budget is used up', () => {
    const graph = graphOfCode('while (x) { a(); b(); }');
    const run = (left: number) => solve(graph, new Set<string>(), lattice, transfer, { left });
    expect(run(100).exit).toEqual(new Set(['a', 'b']));
    expect(() => run(5)).toThrow(OutOfStepsError);
  });

  test('runs a block again only when its state grew', () => {
    const budget = { left: 1000 };
    const depth = 12;
    const code = 'while (x) { '.repeat(depth) + 'a();' + ' }'.repeat(depth);
    solve(graphOfCode(code), new Set<string>(), lattice, transfer, budget);
    expect(1000 - budget.left).toBeLessThan(8 * depth);
  });
});

function called(code: string): string[] {
  return [...(solved(code).exit ?? [])].sort();
}

function solved(code: string) {
  return solve(graphOfCode(code), new Set<string>(), lattice, transfer, { left: 1000 });
}

function graphOfCode(code: string): Graph {
  const [fn] = parser.parse(`function f() { ${code} }`, { range: true, loc: true }).body;
  return graphOf(fn as TSESTree.FunctionDeclaration);
}
