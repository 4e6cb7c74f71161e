import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName, memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import { nodesOfType } from '../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Nouns of what is opened and must be closed, or lives on by itself. */
const LIVING =
  /(connection|conn|socket|browser|server|pool|channel|worker|process|processor|subscription|subscriber|timer|interval|watcher|session|transport|consumer|producer|publisher|driver|listener|scheduler|tunnel|stream|bot|room|database|db|redis|mongo|kafka|nats|amqp|queue|engine|daemon|container|page|peer|agent|poller|monitor)s?$/i;

/** Verbs that open something. */
const OPENING =
  /^(re)?(connect|launch|spawn|fork|listen|subscribe|login|dial|serve|schedule|setInterval|setTimeout|createConnection|createServer|createPool|createChannel|createWorker|createSession)/;

/** Verbs that make or open something; what it is, its noun tells, or that the file closes it. */
const MAKING =
  /^(create|make|build|init|initiali[sz]e|setup|new|acquire|open|start|watch|get(Or)?Create)/i;

/** Classes of plain data. */
const DATA =
  /^(Map|Set|WeakMap|WeakSet|Date|Error|Array|Object|URL|URLSearchParams|RegExp|Promise|Headers|Request|Response|FormData|Blob|File|Text(De|En)coder|\w+Array|\w*Error|\w*(Dto|Entity|Model|Config|Options|Result|Info|Data|Settings|Schema))$/;

/** Calls that end what lives. */
const CLOSING =
  /^(close|destroy|disconnect|end|quit|stop|terminate|kill|shutdown|unsubscribe|logout)\w*$/i;

/** Whether the value is something with a lifetime: two of it are one too many. */
export function hasLifetime(
  value: TSESTree.Node,
  target: TSESTree.Node,
  source: SourceCode,
): boolean {
  const made = unwrap(value);
  if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return false;
  const name = nameOf(made, source).replace(
    /^[#_]+|(?<=[a-z])(From|For|By|With|In|On|Of)[A-Z].*$/g,
    '',
  );
  const isNew = made.type === 'NewExpression';
  if (isNew ? DATA.test(name) : OPENING.test(name)) return !isNew;
  if (!isNew && !MAKING.test(name)) return false;
  return LIVING.test(name) || LIVING.test(lastName(target) ?? '') || isClosed(target, source);
}

/** Whether the file closes what is at the place. */
function isClosed(target: TSESTree.Node, source: SourceCode): boolean {
  const name = source.getText(target);
  return nodesOfType(source, 'CallExpression').some((node) => {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || !CLOSING.test(lastName(callee) ?? '')) return false;
    return source.getText(unwrap(callee.object)) === name;
  });
}

/** `connect` of `(await load()).connect()` and of `connect().then(…)`. */
function nameOf(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  source: SourceCode,
): string {
  const callee = unwrap(call.callee);
  const name = lastName(callee) ?? '';
  const isChained = callee.type === 'MemberExpression' && /^(then|catch|finally)$/.test(name);
  const inner = isChained ? unwrap(callee.object) : undefined;
  return inner?.type === 'CallExpression' ? nameOf(inner, source) : name;
}

/** Calls that start what goes on by itself: a timer, a subscription, a listener, a process. */
const STARTS =
  /^(setInterval|subscribe|addEventListener|addListener|listen|spawn|fork|launch|connect|schedule|watch|consume|on|every|start)$/;

export function startsSomething(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const path = memberPath(node.callee);
  const name = path?.at(-1) ?? lastName(node.callee) ?? '';
  // A bare `on(…)` or `start()` may be anything; a method of something is an event or a service.
  return STARTS.test(name) && (name !== 'on' || node.arguments.length > 1);
}
