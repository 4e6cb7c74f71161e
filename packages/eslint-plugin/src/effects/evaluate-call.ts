import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap, wrapped } from '../syntax/node-shapes.js';
import type { AbstractObject } from './abstract-object.js';
import type { Resource } from './access.js';
import { mayFollow } from './bounds.js';
import { functionOf, type Argument, type CallSite } from './call-site.js';
import { callBuiltin } from './builtins.js';
import { calleeOf } from './callee.js';
import { callContinuation } from './continuations.js';
import { operandValue } from './evaluate.js';
import { deepDerivations } from './fields.js';
import type { Frame } from './frame.js';
import { goOnAtOnce, invoke, invokeDeferred, isAwaited, isWaitedFor } from './invoke.js';
import { callListMethod } from './list-methods.js';
import { callMapMethod } from './map-methods.js';
import { operate } from './operate.js';
import { copyState, markCurrent, replaceState, type State } from './state.js';
import { unknown, valueOf, type Derivation, type Value } from './value.js';

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
    callMapMethod(site, frame, state) ??
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
  const fn = calleeOf(site, frame, state);
  if (!fn || !mayFollow(frame.run)) return undefined;
  const args = site.args.map((argument) => argument.value);
  const invocation = { args, self: site.receiver ?? unknown, site: site.node };
  const before = fn.async && !isWaitedFor(site.node) ? copyState(state) : undefined;
  const result = invoke(fn, { ...invocation, together: isOneOfMany(site.node) }, frame, state);
  if (before && state.dead) replaceState(state, before);
  else if (before) goOnAtOnce(state, before);
  // Named alike whether it is followed or, past the bound, is a stranger's.
  return result && { ...result, symbol: callSymbol(site) ?? result.symbol };
}

/** `Promise.all([f(1), f(2)])`: the runs are under way at once. */
function isOneOfMany(call: Call): boolean {
  const { parent } = wrapped(call);
  const isListed = parent?.type === 'ArrayExpression' && parent.elements.length > 1;
  return isListed && isTogether(parent.parent);
}

function isTogether(node: TSESTree.Node): boolean {
  const path = node.type === 'CallExpression' ? memberPath(node.callee) : undefined;
  return path?.[0] === 'Promise' && /^(all|allSettled|race|any)$/.test(path[1] ?? '');
}

/** A function out of sight: its result is a new object that derives from the arguments. */
function callStranger(site: CallSite, frame: Frame, state: State): Value {
  for (const argument of site.args) {
    for (const fn of argument.value.functions) invokeDeferred(fn, site, frame, state);
  }
  const object = strangersObject(site, frame, state);
  state.settings.delete(object);
  const given = site.args.flatMap(({ value }) => [...givenAway(value, site, frame, state)]);
  const derivations = new Set([...given, ...askedOf(site, state)]);
  return valueOf({
    places: new Set([frame.run.arena.place(object, '', false)]),
    derivations,
    symbol: callSymbol(site) ?? `call@${site.node.range[0]}:${frame.context}`,
  });
}

/**
 * What the result of a stranger derives from. An awaited one answers a request: what memory stands
 * in its options decides what is asked, and is no old value of the answer; nor is what a check is given.
 */
function givenAway(
  value: Value,
  site: CallSite,
  { run }: Frame,
  state: State,
): Iterable<Derivation> {
  const deep = deepDerivations(value, state);
  if (!isAwaited(site.node)) return deep;
  return [...deep].flatMap((derivation) => {
    const isOption = !value.derivations.has(derivation);
    if (!isOfMemory(derivation)) return isOption && isCheck(site) ? [] : [derivation];
    const { read, path, node } = derivation;
    const isGiven = !isOption && !isLookup(site);
    return isGiven ? [run.arena.derivation(read, path, node, true)] : [];
  });
}

/** `verifyResponse({ answer, credential })`: what was found out, whatever it was compared with. */
const CHECK = /^(verify|validate|check|authenticate)(?![a-z])/;

function isCheck({ method, node }: CallSite): boolean {
  return CHECK.test(method ?? functionOf({ node }));
}

/** What is awaited from an object in memory is its answer, not the object. */
function askedOf({ receiver = unknown, node }: CallSite, state: State): Iterable<Derivation> {
  const deep = deepDerivations(receiver, state);
  return isAwaited(node) ? [...deep].filter((derivation) => !isOfMemory(derivation)) : deep;
}

function isOfMemory({ read }: Derivation): boolean {
  return read.resource.kind === 'memory';
}

/** `fetchBattle(battle)`: what the store holds, whatever named it. */
const LOOKUP = /^(re)?([fF]etch|[fF]ind|[gG]et|[lL]oad|look[uU]p|[qQ]uery|[rR]ead)(?![a-z])/;

function isLookup({ method, node }: CallSite): boolean {
  return LOOKUP.test(method ?? functionOf({ node }));
}

/** Methods that give what they are called on in another type. */
const CONVERSION = /^(toString|toHexString|valueOf)$/;

/** Methods that give the same again without an argument. */
const SAME_AGAIN = /^(to\w*(String|Case|JSON)|trim\w*|normalize|getTime)$/;

/** `this.key(id)`, `new ObjectId(id)`: what is computed at once from known arguments is the same again. */
function callSymbol({ node, method = '', receiver, callee, args }: CallSite): string | undefined {
  if (node.type === 'TaggedTemplateExpression' || isAwaited(node)) return undefined;
  if (args.length === 0 && CONVERSION.test(method)) return receiver?.symbol;
  if (args.length === 0 && !SAME_AGAIN.test(method)) return undefined;
  const name = callee.symbol ?? memberPath(node.callee)?.join('.');
  const symbols = args.map(({ value }) => value.symbol);
  const isKnown = name !== undefined && symbols.every((symbol) => symbol !== undefined);
  return isKnown ? `${name}(${symbols.join(',')})` : undefined;
}

/** What tells of a failure is no entity, though both are returned. */
function isError({ node }: CallSite): boolean {
  return /(Error|Exception)$/.test(functionOf({ node }));
}

/** What an awaited stranger gives may be the copy of a row; what it gives at once is not. */
function strangersObject(site: CallSite, frame: Frame, state: State): AbstractObject {
  const { arena } = frame.run;
  const isNew = site.node.type === 'NewExpression';
  const resource: Resource = {
    kind: 'stored',
    model: undefined,
    key: undefined,
    identity: unknown,
    library: undefined,
  };
  const object = arena.object(site.node, frame.context, () => ({
    origin: isNew ? 'created' : 'unknown',
    name: site.method ?? '',
    ...(isAwaited(site.node) && { resource }),
  }));
  if (isNew) frame.run.births.set(object, [...state.passed.values()]);
  if (isNew && !isError(site)) state.unsaved.add(object);
  if (isNew || !isAwaited(site.node)) return object;
  const guards = new Set(state.guards);
  const made = arena.read(`stranger|${frame.context}`, {
    node: site.node,
    site: frame.site,
    resource: object.resource ?? resource,
    guards,
    evidence: 'shape',
    call: site,
  });
  state.loads.set(object, made);
  markCurrent(made, state);
  return object;
}
