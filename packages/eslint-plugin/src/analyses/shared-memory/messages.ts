import type { TSESTree } from '@typescript-eslint/utils';
import { lastName } from '../../syntax/member-path.js';
import { type FunctionNode, staticName } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import type { Facts } from './facts.js';

const SUBSCRIBE = new Set(['addEventListener', 'addListener', 'on', 'once']);
const EVENTS = new Set(['message', 'workerMessage']);

/** Whether the function gets what other threads send: `onmessage = f`, `port.on('message', f)`. */
export function isMessageHandler(facts: Facts, fn: FunctionNode): boolean {
  const { source } = facts;
  if (isHandlerPlace(fn)) return true;
  if (fn.parent.type === 'MethodDefinition' || fn.parent.type === 'PropertyDefinition') {
    return facts.handlerMethods.has(staticName(fn.parent) ?? '');
  }
  const name = nameOf(fn);
  return name !== undefined && placesOf(variableOf(source, name)).some(isHandlerPlace);
}

function nameOf(fn: FunctionNode): TSESTree.Identifier | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id ?? undefined;
  const { parent } = fn;
  const isNamed = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
  return isNamed ? (parent.id as TSESTree.Identifier) : undefined;
}

/** `x.onmessage = <node>`, `x.on('message', <node>)`, also with `.bind(this)` behind the node. */
export function isHandlerPlace(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const isBound = staticName(parent) === 'bind' && parent.parent.type === 'CallExpression';
    return isBound && isHandlerPlace(parent.parent);
  }
  if (parent?.type === 'AssignmentExpression') {
    return parent.right === node && lastName(parent.left) === 'onmessage';
  }
  if (parent?.type !== 'CallExpression' || parent.callee === node) return false;
  const [event] = parent.arguments;
  const isMessage = event?.type === 'Literal' && EVENTS.has(String(event.value));
  return isMessage && SUBSCRIBE.has(lastName(parent.callee) ?? '');
}
