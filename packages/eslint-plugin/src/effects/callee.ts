import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import { isFunction, staticName } from '../syntax/node-shapes.js';
import type { CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import { isNamedLock } from './guards.js';
import { isAwaited } from './invoke.js';
import type { State } from './state.js';
import type { Value } from './value.js';

export type Class = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** The function that the call runs, where the source says that it can be no other. */
export function calleeOf(site: CallSite, frame: Frame, state: State): FunctionNode | undefined {
  if (site.node.type === 'NewExpression') return undefined;
  const { functions } = site.callee;
  if (functions.size > 0) return functions.size === 1 ? [...functions][0] : undefined;
  // A lock that its name tells is one, whatever we would make of its code.
  if (isNamedLock(site)) return undefined;
  return methodOf(site, frame) ?? functionElsewhere(site, frame, state);
}

/** A function that types lead to; only a call that may complete a race asks for them. */
function functionElsewhere(site: CallSite, frame: Frame, state: State): FunctionNode | undefined {
  const { run } = frame;
  if (!run.others || site.node.type !== 'CallExpression') return undefined;
  if (!isAwaited(site.node) && !site.args.some(({ value }) => isData(value))) return undefined;
  // The types of another file may be those of a whole package, which nobody has asked for yet.
  if (frame.site && isOfLibrary(site, frame, state)) return undefined;
  const isWorth = textTest(site);
  return run.others.calledBy(site.node, run.source, isWorth);
}

/** Whether the text of a file may do something with what the call gives it, or answer with a row. */
function textTest({ args }: CallSite): (text: string) => boolean {
  const givesData = args.some(({ value }) => isData(value));
  const givesFunction = args.some(({ value }) => value.functions.size > 0);
  return (text) =>
    STORING.test(text) ||
    (givesData && CHANGING.test(text)) ||
    (givesFunction && GUARDING.test(text)) ||
    // It only declares what others do.
    !/\breturn\b/.test(text);
}

/** Verbs of calls that read or write rows. */
const STORING =
  /\b(?:await|return)\s[\w$.#?!()\s]*\.\w*(?:find|fetch|load|save|update|create|insert|upsert|increment|decrement|query|execute|select)\w*\s*[(<`]/i;

/** What changes an object in place: `row.points += 1`, `row.tags.push(tag)`, `Object.assign(row, …)` */
const CHANGING =
  /(?:\b(?!this\b)[\w$]+|[\])!])(?:[?!]?\.[\w$]+|!?\[[^\]\n]+\])\s*(?:\+\+|--|(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>]))|\.(?:push|pop|shift|unshift|splice|sort|reverse|set|add|delete|clear|assign)\s*\(/;

/** Words of what lets one callback at a time run. */
const GUARDING = /lock|mutex|exclusive|transaction|acquire|semaphore|serial|queue|begin\b/i;

function isData({ derivations, places }: Value): boolean {
  return derivations.size > 0 || [...places].some(({ object }) => object.origin === 'stored');
}

function isOfLibrary(site: CallSite, frame: Frame, state: State): boolean {
  const match = frame.run.libraries.match(site, frame, state);
  return match === 'part-of-chain' || match?.evidence === 'import';
}

/** `this.load(id)`, `Store.load(id)` */
function methodOf({ receiver, method }: CallSite, { run }: Frame): FunctionNode | undefined {
  const [place, ...others] = receiver?.places ?? [];
  if (!place || others.length > 0 || place.path !== '' || method === undefined) return undefined;
  const { origin, node, name } = place.object;
  const isThis = origin === 'shared' && name === 'this';
  const owner = isThis ? node : origin === 'class' ? node.parent : undefined;
  if (!owner || !isClass(owner)) return undefined;
  return isExtended(owner, run.source.text) ? undefined : memberOf(owner, method, !isThis);
}

export function isClass(node: TSESTree.Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

const extended = new WeakMap<Class, boolean>();

/**
 * Whether another class of the file may have a method of its own instead.
 *
 * - **Cost:** one scan of the text for each class.
 */
function isExtended(owner: Class, text: string): boolean {
  let known = extended.get(owner);
  if (known === undefined) {
    known = owner.id !== null && new RegExp(`\\bextends\\s+${owner.id.name}\\b`).test(text);
    extended.set(owner, known);
  }
  return known;
}

/** The method, or the function that a field holds for ever. */
export function memberOf(owner: Class, name: string, isStatic: boolean): FunctionNode | undefined {
  for (const member of owner.body.body) {
    const isMethod = member.type === 'MethodDefinition' && member.kind === 'method';
    if (!isMethod && member.type !== 'PropertyDefinition') continue;
    if (member.static !== isStatic || staticName(member) !== name) continue;
    return isFunction(member.value) ? member.value : undefined;
  }
  return undefined;
}
