import type { TSESTree } from '@typescript-eslint/utils';

import type { Assumption, Step } from '../flow/graph.js';
import type { Transfer } from '../flow/solve.js';
import { isInside } from '../syntax/enclosing.js';
import type { Fact } from './access.js';
import { assign } from './assign.js';
import { evaluate, operandValue } from './evaluate.js';
import { deepDerivations, elementSymbol, readField } from './fields.js';
import type { Frame } from './frame.js';
import { suspend } from './invoke.js';
import { otherFileOf } from './other-files.js';
import type { State } from './state.js';
import { derivedFrom, joinValues, unknown, valueOf, type Value } from './value.js';
import { isNothing, unwrap } from '../syntax/node-shapes.js';

/** What each step of `frame`'s function does to a state. */
export function transferOf(frame: Frame): Transfer<State> {
  return {
    step: (step, state) => takeStep(step, frame, state),
    mayThrow: (step) => step.kind === 'suspend' || isCall(step),
    isDead: (state) => state.dead,
    assume: (assumption, state) => assume(assumption, frame, state),
  };
}

function isCall(step: Step): boolean {
  return step.kind === 'evaluate' && /^(Call|New|TaggedTemplate)Expression$/.test(step.node.type);
}

function takeStep(step: Step, frame: Frame, state: State): void {
  switch (step.kind) {
    case 'evaluate':
      frame.values.set(step.node, evaluate(step.node, frame, state));
      return;
    case 'read-target':
      frame.values.set(step.node, evaluate(unwrap(step.node), frame, state));
      return;
    case 'suspend':
      return isGated(step.node, frame) ? undefined : suspend(state);
    case 'parameter':
      return bindParameter(step, frame, state);
    case 'declare':
      return bindDeclaration(step, frame, state);
    case 'iterate':
      return bindElement(step, frame, state);
    case 'return':
      return takeReturn(step, frame, state);
    default:
  }
}

/** Whether other work waits until what is awaited is done. */
function isGated(node: TSESTree.Node, { run }: Frame): boolean {
  return node.type === 'AwaitExpression' && run.gated.has(unwrap(node.argument));
}

function bindParameter(
  { node, index }: Extract<Step, { kind: 'parameter' }>,
  frame: Frame,
  state: State,
): void {
  const value = frame.parameters[index];
  const pattern = node.type === 'TSParameterProperty' ? node.parameter : node;
  if (!value) return bindUnknownParameter(pattern, frame, state);
  assign(pattern, { value, node, how: 'assign' }, frame, state);
}

/** A simple parameter keeps its own name; a destructured one is taken from an object of its own. */
function bindUnknownParameter(pattern: TSESTree.Node, frame: Frame, state: State): void {
  const inner = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  if (inner.type === 'Identifier') {
    const variable = frame.run.scopes.variableOf(inner);
    if (variable) state.variables.delete(variable);
  }
}

function bindDeclaration(
  { node }: Extract<Step, { kind: 'declare' }>,
  frame: Frame,
  state: State,
): void {
  if (!node.init) return;
  const value = operandValue(node.init, frame, state);
  assign(node.id, { value, node, how: 'assign' }, frame, state);
}

function bindElement(
  { node }: Extract<Step, { kind: 'iterate' }>,
  frame: Frame,
  state: State,
): void {
  const target =
    node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  const list = node.type === 'ForOfStatement' ? operandValue(node.right, frame, state) : unknown;
  const element = readField(list, undefined, node.right, frame, state);
  const value = { ...element, symbol: elementSymbol(list, node, frame) };
  if (target) assign(target, { value, node, how: 'assign' }, frame, state);
}

function takeReturn(
  { value }: Extract<Step, { kind: 'return' }>,
  frame: Frame,
  state: State,
): void {
  const given = value ? operandValue(value, frame, state) : unknown;
  const returned =
    value && isVerdict(value) ? derivedFrom([given, ...tested(frame, state)]) : given;
  frame.returned = frame.returned ? joinValues(frame.returned, returned) : returned;
}

/** `null`, `true`, `false`: which of them it is, tests have decided. */
function isVerdict(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return isNothing(inner) || (inner.type === 'Literal' && typeof inner.value === 'boolean');
}

/** What the tests of the function itself have found in a store on the way here. */
function tested({ function: fn }: Frame, { facts }: State): Value[] {
  const own = [...facts.values()].filter(({ test }) => {
    return isInside(test, fn) && otherFileOf(test) === otherFileOf(fn);
  });
  return own.map(({ value }) => {
    const stored = [...value.derivations].filter(({ read }) => read.resource.kind === 'stored');
    return valueOf({ derivations: new Set(stored) });
  });
}

/** A branch was taken: what its test derives from has decided it. */
function assume({ test, outcome }: Assumption, frame: Frame, state: State): State {
  const value = testedValue(test, frame, state);
  const derivations = deepDerivations(value, state);
  if (derivations.size === 0) return state;
  const { site } = frame;
  const known = valueOf({ ...value, derivations });
  const fact: Fact = { test, site, outcome: simple(outcome), value: known };
  const place = `${site?.range[0] ?? ''}:${test.range[0]}:${test.range[1]}`;
  state.facts.set(`${place}:${fact.outcome}`, fact);
  state.passed.set(test, fact);
  admit(fact, frame, state);
  return state;
}

/** Who asked the store to be the only one, and looks at the answer, goes on alone. */
function admit({ value }: Fact, { run }: Frame, { guards }: State): void {
  for (const { read } of value.derivations) {
    const isAsked = read.operation?.kind === 'atomic' && read.operation.admits === true;
    if (isAsked) guards.add(run.arena.guard('lock', read.node, undefined));
  }
}

/** The value of a test; one of several parts has no step of its own, for a part may decide it. */
function testedValue(test: TSESTree.Node, frame: Frame, state: State): Value {
  if (test.type === 'UnaryExpression' && test.operator === '!' && !frame.values.has(test)) {
    return testedValue(test.argument, frame, state);
  }
  if (test.type !== 'LogicalExpression' || frame.values.has(test)) {
    return operandValue(test, frame, state);
  }
  return derivedFrom([test.left, test.right].map((part) => testedValue(part, frame, state)));
}

function simple(outcome: Assumption['outcome']): Fact['outcome'] {
  if (outcome === 'truthy' || outcome === 'present') return 'truthy';
  return outcome === 'falsy' || outcome === 'nullish' ? 'falsy' : 'other';
}
