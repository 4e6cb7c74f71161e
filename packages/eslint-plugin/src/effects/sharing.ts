import { enclosingFunction, isInside } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import type { AbstractObject } from './abstract-object.js';
import type { Resource } from './access.js';
import type { Frame } from './frame.js';
import { unknown } from './value.js';

/** Whether another run of the code may be under way, by the function itself or by who calls it. */
export function isConcurrent(frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller) if (at.repeated) return true;
  return false;
}

/** Whether code in sight starts several runs of the code at once. */
export function isTogether(frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at; at = at.caller) if (at.together) return true;
  return false;
}

/** Whether other work can reach the object by its name: a module variable, `this`, a class. */
export function isSharedByName({ origin }: AbstractObject): boolean {
  return origin === 'shared' || origin === 'class';
}

/**
 * Whether several runs of one callback reach the same field of an object that was there before
 * they began. Entries are left out: mostly each run has its own.
 */
export function isSharedByRuns(object: AbstractObject, path: string, frame: Frame): boolean {
  const { origin } = object;
  const isData = origin === 'literal' || origin === 'created' || origin === 'unknown';
  return isData && !/[*[]/.test(path) && !isOneOfMany(object, frame) && isOfOuterRun(object, frame);
}

/** `ids.map((id) => ask(id))`: each run of the callback makes one, and whoever goes through them has its own. */
function isOneOfMany({ node }: AbstractObject, frame: Frame): boolean {
  const home = enclosingFunction(node);
  const call = home?.parent;
  if (!home || call?.type !== 'CallExpression' || call.callee === home) return false;
  if (isInside(frame.function, home)) return false;
  return /^(flatM|m)ap$/.test(lastName(call.callee) ?? '');
}

/** Whether the object was there before a callback began that runs several times at once. */
function isOfOuterRun(object: AbstractObject, frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at?.caller; at = at.caller) {
    if (at.repeated && !isMadeIn(object, at)) return true;
  }
  return false;
}

function isMadeIn({ context, node }: AbstractObject, frame: Frame): boolean {
  return context === 'variable'
    ? isInside(node, frame.function)
    : context === frame.context || context.startsWith(`${frame.context}>`);
}

const resources = new WeakMap<AbstractObject, Resource>();

/** The memory that the object is. */
export function memoryOf(object: AbstractObject): Resource {
  if (object.resource) return object.resource;
  let resource = resources.get(object);
  if (!resource) {
    resource = {
      kind: 'memory',
      model: undefined,
      key: undefined,
      identity: unknown,
      library: undefined,
    };
    resources.set(object, resource);
  }
  return resource;
}
