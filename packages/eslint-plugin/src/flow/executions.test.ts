import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { graphOf } from './build-graph.js';
import type { Block, Edge, Graph, Step } from './graph.js';

/** What one run did: the calls in order, how each came out, and how the run ended. */
interface Execution {
  readonly calls: readonly { readonly id: number; readonly outcome: Outcome }[];
  readonly end: 'returned' | 'threw' | 'cut off';
}

type Outcome = 'true' | 'false' | 'null' | 'throws';

const OUTCOMES = fc.constantFrom<Outcome>('true', 'true', 'false', 'false', 'null', 'throws');
const MAX_CALLS = 40;

test('what a program does when it runs is a path through its graph', async () => {
  const property = fc.asyncProperty(
    programs(),
    fc.array(OUTCOMES, { minLength: MAX_CALLS, maxLength: MAX_CALLS }),
    async (code, tape) => {
      const execution = await execute(code, tape);
      expect(follow(graphOfCode(code), execution), code).toBe('followed');
    },
  );
  await fc.assert(property, { numRuns: 250, seed: 20_261_121 });
}, 60_000);

test('a graph without the edge into `finally` is found out', async () => {
  const code = 'try { await s(1); } finally { await s(2); }';
  const execution = await execute(code, ['throws', 'true']);
  const graph = graphOfCode(code);
  expect(follow(graph, execution)).toBe('followed');
  for (const block of graph.blocks) (block as { onThrow: Block }).onThrow = graph.thrown;
  expect(follow(graph, execution)).toBe('no path to call 2');
});

/** Programs of awaited calls `s(id)` in every construct that has control flow. */
function programs(): fc.Arbitrary<string> {
  const { block } = fc.letrec<{ block: string; statement: string; test: string }>((tie) => {
    const call = fc.constant('await s(#)');
    const inner = tie('block');
    const condition = fc.oneof(
      { maxDepth: 2 },
      call,
      fc.tuple(tie('test'), tie('test')).map(([a, b]) => `(${a} && ${b})`),
      fc.tuple(tie('test'), tie('test')).map(([a, b]) => `(${a} || ${b})`),
      fc.tuple(tie('test'), tie('test')).map(([a, b]) => `(${a} ?? ${b})`),
      tie('test').map((a) => `!(${a})`),
      fc.tuple(tie('test'), tie('test'), tie('test')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      tie('test').map((a) => `(await s(#))?.valueOf(${a})`),
      tie('test').map((a) => `(x.y = null, x.y ??= ${a})`),
      tie('test').map((a) => `(x.z = 1, x.z &&= ${a})`),
      tie('test').map((a) => `({ v: x.v = ${a} } = {}, x.v)`),
    );
    const jump = fc.constantFrom('break', 'continue', 'return', 'throw new Error()');
    const loopJump = fc.constantFrom('break outer', 'continue outer', 'break inner');
    return {
      test: condition,
      block: fc.array(tie('statement'), { maxLength: 3 }).map((list) => `{ ${list.join(' ')} }`),
      statement: fc.oneof(
        { maxDepth: 3 },
        call.map((a) => `${a};`),
        fc.tuple(tie('test'), jump).map(([a, j]) => `if (${a}) ${j};`),
        fc.tuple(tie('test'), loopJump).map(([a, j]) => `if (${a}) ${j};`),
        fc.tuple(tie('test'), inner, inner).map(([a, b, c]) => `if (${a}) ${b} else ${c}`),
        fc.tuple(tie('test'), inner).map(([a, b]) => `while (${a}) ${b}`),
        fc.tuple(tie('test'), inner).map(([a, b]) => `do ${b} while (${a});`),
        fc.tuple(tie('test'), inner).map(([a, b]) => `for (await s(#); ${a}; await s(#)) ${b}`),
        inner.map((b) => `for (;;) { await s(#); ${b} }`),
        inner.map((b) => `for (const [e = await s(#)] of [[], [1]]) ${b}`),
        inner.map((b) => `for await (const e of stream()) ${b}`),
        // A label's number is the length of its body, so that nested ones differ.
        fc
          .tuple(tie('test'), inner, inner)
          .map(([a, b, c]) => [`{ ${b} if (${a}) break own; ${c} }`, b.length + c.length] as const)
          .map(([body, size]) => `own${size}: ${body.replace('break own;', `break own${size};`)}`),
        fc
          .tuple(inner, inner, inner)
          .map(([a, b, c]) => `try ${a} catch { await s(#); ${b} } finally ${c}`),
        fc.tuple(inner, inner).map(([a, b]) => `try ${a} finally ${b}`),
        fc.tuple(inner, inner).map(([a, b]) => `try ${a} catch ${b}`),
        fc
          .tuple(inner, inner, inner)
          .map(
            ([a, b, c]) =>
              `switch (await s(#)) { case true: ${a} default: ${b} case await s(#): ${c} }`,
          ),
        inner.map((b) => `(class { static [await s(#)] = 1; static { x.n += 1; } }); ${b}`),
      ),
    };
  });
  return fc.array(block, { minLength: 1, maxLength: 3 }).map((list) => {
    let id = 0;
    const body = `outer: for (let i = 0; i < 2; i += 1) { inner: for (;;) { ${list.join(' ')} break; } }`;
    return body.replaceAll('#', () => String((id += 1)));
  });
}

async function execute(code: string, tape: readonly Outcome[]): Promise<Execution> {
  const calls: { id: number; outcome: Outcome }[] = [];
  let cutOff = (): void => {};
  const cut = new Promise<'cut off'>((resolve) => (cutOff = () => resolve('cut off')));
  const s = (id: number): Promise<boolean | null> => {
    const outcome = tape[calls.length];
    if (!outcome) {
      cutOff();
      return new Promise(() => {});
    }
    calls.push({ id, outcome });
    if (outcome === 'throws') return Promise.reject(new Error('planned'));
    return Promise.resolve(outcome === 'null' ? null : outcome === 'true');
  };
  const x = { v: undefined, z: true, n: 0 };
  const run = compile(code)(s, x, stream).then(
    () => 'returned' as const,
    () => 'threw' as const,
  );
  return { calls, end: await Promise.race([run, cut]) };
}

type Compiled = (s: unknown, x: unknown, stream: unknown) => Promise<unknown>;

function compile(code: string): Compiled {
  const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => Compiled;
  return new AsyncFunction('s', 'x', 'stream', code);
}

async function* stream(): AsyncGenerator<number> {
  yield await Promise.resolve(1);
  yield 2;
}

function graphOfCode(code: string): Graph {
  const text = `async function program(s, x, stream) { ${code} }`;
  const [fn] = parser.parse(text, { range: true, loc: true }).body;
  return graphOf(fn as TSESTree.FunctionDeclaration);
}

/** A place in a graph: before the step of that number. */
type Place = readonly [block: Block, step: number];

/** Whether the graph has a path that makes the execution's calls, in order, with their outcomes. */
function follow(graph: Graph, { calls, end }: Execution): string {
  const known = new Map<number, Outcome>();
  let places = closure([[graph.entry, 0]], known);
  for (const { id, outcome } of calls) {
    const at = places.filter(([block, step]) => calledBy(block.steps[step]) === id);
    if (at.length === 0) return `no path to call ${id}`;
    known.set(id, outcome);
    const next = at.map(([block, step]): Place => {
      return outcome === 'throws' ? [block.onThrow, 0] : [block, step + 1];
    });
    places = closure(next, known);
  }
  const wanted = end === 'returned' ? graph.exit : graph.thrown;
  const ends = end === 'cut off' || places.some(([block]) => block === wanted);
  return ends ? 'followed' : `no path to the end: ${end}`;
}

/** All places that can be reached without a call. */
function closure(from: readonly Place[], known: ReadonlyMap<number, Outcome>): Place[] {
  const reached = new Map<string, Place>();
  const open = [...from];
  for (let place = open.pop(); place; place = open.pop()) {
    const [block, step] = place;
    const key = `${block.id}:${step}`;
    if (reached.has(key)) continue;
    reached.set(key, place);
    const current = block.steps[step];
    if (!current) {
      const edges = block.edges.filter((edge) => isOpen(edge, known));
      open.push(...edges.map(({ to }): Place => [to, 0]));
    } else if (calledBy(current) === undefined) open.push([block, step + 1]);
  }
  return [...reached.values()];
}

/** Whether an edge whose test is a call fits how that call came out. */
function isOpen({ assume }: Edge, known: ReadonlyMap<number, Outcome>): boolean {
  const id = assume && idOf(assume.test);
  const outcome = id === undefined ? undefined : known.get(id);
  if (!assume || outcome === undefined) return true;
  switch (assume.outcome) {
    case 'truthy':
      return outcome === 'true';
    case 'falsy':
      return outcome !== 'true';
    case 'nullish':
      return outcome === 'null';
    case 'present':
      return outcome !== 'null';
    default:
      return true;
  }
}

function calledBy(step: Step | undefined): number | undefined {
  return step?.kind === 'evaluate' && step.node.type === 'CallExpression'
    ? idOf(step.node)
    : undefined;
}

function idOf(node: TSESTree.Node): number | undefined {
  if (node.type === 'AwaitExpression') return idOf(node.argument);
  const isCall = node.type === 'CallExpression' && node.callee.type === 'Identifier';
  const [id] = isCall ? node.arguments : [];
  return id?.type === 'Literal' ? Number(id.value) : undefined;
}
