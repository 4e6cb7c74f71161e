import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName, memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';

/** Nouns of what is opened and must be closed, or lives on by itself. */
const LIVING =
  /(client|connection|conn|socket|browser|server|pool|channel|worker|process|processor|subscription|subscriber|timer|interval|watcher|session|transport|consumer|producer|publisher|driver|listener|scheduler|tunnel|stream|bot|room|database|db|redis|mongo|kafka|nats|amqp|queue|engine|daemon|container|context|page|peer|agent|monitor)s?$/i;

/** Verbs that open something. */
const OPENING =
  /^(re)?(connect|launch|spawn|fork|listen|subscribe|watch|login|open|dial|start|serve|schedule|setInterval|setTimeout|createConnection|createServer|createPool|createChannel|createClient|createWorker|createSession)/;

/** Verbs that make something; what it is, its noun tells. */
const MAKING = /^_?(create|make|build|init|initiali[sz]e|setup|new|acquire|get(Or)?Create)/i;

/** Classes of plain data. */
const DATA =
  /^(Map|Set|WeakMap|WeakSet|Date|Error|Array|Object|URL|URLSearchParams|RegExp|Promise|Headers|Request|Response|FormData|Blob|File|Text(De|En)coder|\w+Array|\w*Error|\w*(Dto|Entity|Model|Config|Options|Result|Info|Data|Settings|Schema))$/;

/** Whether the value is something with a lifetime: two of it are one too many. */
export function hasLifetime(
  value: TSESTree.Node,
  target: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): boolean {
  const made = unwrap(value);
  if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return false;
  const name = nameOf(made, source);
  const isNamed = LIVING.test(lastName(target) ?? '');
  if (made.type === 'NewExpression') return !DATA.test(name) && (LIVING.test(name) || isNamed);
  if (OPENING.test(name)) return true;
  return MAKING.test(name) && (LIVING.test(name) || isNamed);
}

/** `connect` of `(await load()).connect()` and of `connect().then(…)`. */
function nameOf(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  source: Readonly<TSESLint.SourceCode>,
): string {
  const callee = unwrap(call.callee);
  const name = lastName(callee) ?? '';
  const isChained = callee.type === 'MemberExpression' && /^(then|catch|finally)$/.test(name);
  const inner = isChained ? unwrap(callee.object) : undefined;
  return inner?.type === 'CallExpression' ? nameOf(inner, source) : name;
}

/** Calls that start what goes on by itself: a timer, a subscription, a listener, a process. */
const STARTS =
  /^(setInterval|setTimeout|subscribe|addEventListener|addListener|listen|spawn|fork|launch|connect|schedule|watch|consume|on|every|start)$/;

export function startsSomething(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const path = memberPath(node.callee);
  const name = path?.at(-1) ?? lastName(node.callee) ?? '';
  // A bare `on(…)` or `start()` may be anything; a method of something is an event or a service.
  return STARTS.test(name) && (name !== 'on' || node.arguments.length > 1);
}
