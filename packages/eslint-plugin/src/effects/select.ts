import type { TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../syntax/node-shapes.js';
import type { Argument, BuiltCall, CallSite } from './call-site.js';
import { readField } from './fields.js';
import type { Frame } from './frame.js';
import type { Selector } from './operation.js';
import type { State } from './state.js';
import { literalText, unknown, type Value } from './value.js';

/** The value that a selector points at. */
export function select(
  site: CallSite,
  selector: Selector | undefined,
  frame: Frame,
  state: State,
): Value | undefined {
  const argument = selector && argumentAt(site, selector);
  if (!argument) return undefined;
  if (!selector.path) return argument.value;
  return selector.path
    .split('.')
    .reduce((value, name) => readField(value, name, argument.node, frame, state), argument.value);
}

export function argumentAt(site: CallSite, { arg, call }: Selector): Argument | undefined {
  const args = call === undefined ? site.args : lastCall(site, [call].flat())?.args;
  return args?.at(arg);
}

/** The last call of the chain that has one of the names. */
export function lastCall(site: CallSite, names: readonly string[]): BuiltCall | undefined {
  return site.chain?.calls.findLast(({ name }) => names.includes(name));
}

/** Whether the part is written out at the call, or in a literal that reaches it. */
export function hasPart(site: CallSite, selector: Selector, frame: Frame, state: State): boolean {
  const argument = argumentAt(site, selector);
  if (!argument || !selector.path) return argument !== undefined;
  return (
    hasOwn(argument.value, selector.path, state) || select(site, selector, frame, state) === unknown
  );
}

/** Whether `path` was set on the literal that the value is. */
export function hasOwn(value: Value, path: string, state: State): boolean {
  for (const place of value.places) {
    if (state.settings.get(place.object)?.has(path)) return true;
  }
  return false;
}

/** Whether an argument of the call is the word, or has an option of that name. */
export function isSaid(word: RegExp, site: CallSite, state: State): boolean {
  const args = site.chain?.calls.flatMap((call) => call.args) ?? site.args;
  return args.some(({ value }) => {
    if (word.test(literalText(value.symbol) ?? '')) return true;
    const settings = [...value.places].map(({ object }) => state.settings.get(object));
    return settings.some((fields) => [...(fields?.keys() ?? [])].some((path) => word.test(path)));
  });
}

/** The argument that a selector points at, or the property of a literal that is written there. */
export function nodeAt(site: CallSite, selector: Selector): TSESTree.Node | undefined {
  const argument = argumentAt(site, selector);
  let node = argument && unwrap(argument.node);
  for (const name of selector.path?.split('.') ?? []) {
    node = node?.type === 'ObjectExpression' ? propertyOf(node, name) : undefined;
  }
  return node;
}

function propertyOf(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  for (const property of object.properties) {
    if (property.type === 'Property' && staticName(property) === name) {
      return unwrap(property.value);
    }
  }
  return undefined;
}
