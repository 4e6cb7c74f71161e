import { memberPath } from '../syntax/member-path.js';
import { assignInto } from './assign-into.js';
import type { CallSite } from './call-site.js';
import { deepDerivations } from './fields.js';
import type { Frame } from './frame.js';
import { invokeDeferred } from './invoke.js';
import { makePromise } from './promises.js';
import type { State } from './state.js';
import { derivedFrom, unknown, valueOf, type Value } from './value.js';

type Builtin = (site: CallSite, frame: Frame, state: State) => Value;

/** What they give names the same thing as their first argument, in another type. */
const CONVERSIONS = [
  'JSON.parse',
  'JSON.stringify',
  'structuredClone',
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'parseInt',
  'parseFloat',
  'Number.parseInt',
  'Number.parseFloat',
  'Date',
  'Decimal',
  'BigNumber',
  'Buffer.from',
];

const COMPUTED = [
  'Object.keys',
  'Object.values',
  'Object.entries',
  'Object.fromEntries',
  'Array.from',
  'Array.isArray',
  'Set',
  'Map',
  ...['max', 'min', 'round', 'floor', 'ceil', 'abs', 'trunc', 'pow'].map((name) => `Math.${name}`),
];

const NOTHING = ['Date.now', 'Math.random', 'randomUUID', 'crypto.randomUUID', 'require'];

const builtins = new Map<string, Builtin>([
  ...CONVERSIONS.map((name): [string, Builtin] => [name, convert]),
  ...COMPUTED.map((name): [string, Builtin] => [name, compute]),
  ...NOTHING.map((name): [string, Builtin] => [name, () => unknown]),
  ['Promise', makePromise],
  ['Promise.all', passOn],
  ['Promise.allSettled', passOn],
  ['Promise.resolve', passOn],
  ['Object.freeze', passOn],
  ...['Object', '_', 'lodash'].map((name): [string, Builtin] => [`${name}.assign`, assignInto]),
  ['_.merge', assignInto],
  ['_.extend', assignInto],
  ['setTimeout', defer],
  ['setInterval', defer],
  ['setImmediate', defer],
  ['process.nextTick', defer],
  ['queueMicrotask', defer],
  ['process.exit', leave],
]);

/** Functions of the language and the host, when the source does not give their name to another. */
export function callBuiltin(site: CallSite, frame: Frame, state: State): Value | undefined {
  const { node } = site;
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
  const path = memberPath(callee);
  if (!path || path.length > 2 || path[0] === 'this') return undefined;
  const builtin = builtins.get(path.join('.'));
  return builtin?.(site, frame, state);
}

/** An argument behind the first is a radix or an encoding. */
function convert(site: CallSite, frame: Frame, state: State): Value {
  return { ...compute(site, frame, state), symbol: site.args[0]?.value.symbol };
}

function compute(site: CallSite, _frame: Frame, state: State): Value {
  const derivations = site.args.map(({ value }) => deepDerivations(value, state));
  return derivedFrom(derivations.map((part) => valueOf({ derivations: part })));
}

function passOn(site: CallSite): Value {
  return site.args[0]?.value ?? unknown;
}

function defer(site: CallSite, frame: Frame, state: State): Value {
  for (const { value } of site.args) {
    for (const fn of value.functions) invokeDeferred(fn, site, frame, state);
  }
  return unknown;
}

function leave(_site: CallSite, _frame: Frame, state: State): Value {
  state.dead = true;
  return unknown;
}
