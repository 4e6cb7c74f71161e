import type { Argument, CallSite } from './call-site.js';
import { readField } from './fields.js';
import type { Frame } from './frame.js';
import type { Selector } from './library.js';
import type { State } from './state.js';
import { unknown, type Value } from './value.js';

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

export function argumentAt(site: CallSite, { arg }: Selector): Argument | undefined {
  return site.args.at(arg);
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
