import type { TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../syntax/node-shapes.js';
import type { Argument, CallSite } from './call-site.js';
import { callBuiltin } from './builtins.js';
import { callContinuation } from './continuations.js';
import { operandValue } from './evaluate.js';
import { deepDerivations } from './fields.js';
import type { Frame } from './frame.js';
import { invoke, invokeDeferred } from './invoke.js';
import { callListMethod } from './list-methods.js';
import { operate } from './operate.js';
import type { State } from './state.js';
import { unknown, valueOf, type Value } from './value.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;

/**
 * The value and the effects of a call, by the first that knows it: the language's own functions,
 * a continuation, a library's operation, a function in sight. Else a stranger's.
 */
export function evaluateCall(node: Call, frame: Frame, state: State): Value {
  const site = callSiteOf(node, frame, state);
  return (
    callBuiltin(site, frame, state) ??
    callContinuation(site, frame, state) ??
    callKnown(site, frame, state) ??
    operate(site, frame, state) ??
    callListMethod(site, frame, state) ??
    callStranger(site, frame, state)
  );
}

function callSiteOf(node: Call, frame: Frame, state: State): CallSite {
  const calleeNode = unwrap(node.type === 'TaggedTemplateExpression' ? node.tag : node.callee);
  const member = calleeNode.type === 'MemberExpression' ? calleeNode : undefined;
  return {
    node,
    method: member && staticName(member),
    receiverNode: member?.object,
    receiver: member && operandValue(member.object, frame, state),
    callee: operandValue(calleeNode, frame, state),
    args: argumentsOf(node, frame, state),
  };
}

function argumentsOf(node: Call, frame: Frame, state: State): Argument[] {
  const nodes = node.type === 'TaggedTemplateExpression' ? node.quasi.expressions : node.arguments;
  return nodes.map((argument) => ({
    node: argument,
    value: operandValue(argument, frame, state),
  }));
}

function callKnown(site: CallSite, frame: Frame, state: State): Value | undefined {
  if (site.callee.functions.size !== 1 || site.node.type === 'NewExpression') return undefined;
  const [fn] = site.callee.functions;
  if (!fn) return undefined;
  const args = site.args.map((argument) => argument.value);
  return invoke(fn, { args, self: site.receiver ?? unknown, site: site.node }, frame, state);
}

/** A function out of sight: its result is a new object that derives from the arguments. */
function callStranger(site: CallSite, frame: Frame, state: State): Value {
  for (const argument of site.args) {
    for (const fn of argument.value.functions) invokeDeferred(fn, site, frame, state);
  }
  const object = frame.run.arena.object(site.node, frame.context, () => ({
    origin: site.node.type === 'NewExpression' ? 'created' : 'unknown',
    name: site.method ?? '',
    resource: {
      kind: 'stored',
      model: undefined,
      key: undefined,
      identity: unknown,
      library: undefined,
    },
  }));
  state.settings.delete(object);
  const derivations = new Set(
    [...site.args.map((argument) => argument.value), site.receiver ?? unknown].flatMap((value) => [
      ...deepDerivations(value, state),
    ]),
  );
  return valueOf({
    places: new Set([frame.run.arena.place(object, '', false)]),
    derivations,
    symbol: `call@${site.node.range[0]}:${frame.context}`,
  });
}
