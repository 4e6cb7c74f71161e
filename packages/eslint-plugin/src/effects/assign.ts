import type { TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../syntax/node-shapes.js';
import { memberName, operandValue } from './evaluate.js';
import { deepDerivations, ownDerivations, readField, setField, setPath } from './fields.js';
import type { Frame } from './frame.js';
import { recordWrite } from './record-write.js';
import { isConcurrent, isSharedByName, isSharedByRuns, memoryOf } from './sharing.js';
import type { Setting, State } from './state.js';
import { derivedFrom, joinPath, joinValues, valueOf, type Place, type Value } from './value.js';
import { writeVariable } from './variables.js';

type Source = Omit<Setting, 'certain'>;

/** Gives `target`, a variable, member or pattern, the value of `source`. */
export function assign(target: TSESTree.Node, source: Source, frame: Frame, state: State): void {
  const inner = unwrap(target);
  switch (inner.type) {
    case 'Identifier':
      return writeVariable(inner, source.value, source.node, frame, state);
    case 'MemberExpression':
      return assignMember(inner, source, frame, state);
    case 'AssignmentPattern':
      return assign(inner.left, withDefault(source, inner.right, frame, state), frame, state);
    case 'RestElement':
      return assign(inner.argument, source, frame, state);
    case 'ObjectPattern':
      return assignProperties(inner, source, frame, state);
    case 'ArrayPattern':
      return inner.elements.forEach((element, index) => {
        if (!element) return;
        const value = readField(source.value, String(index), element, frame, state);
        assign(element, { ...source, value }, frame, state);
      });
    default:
  }
}

function withDefault(source: Source, fallback: TSESTree.Node, frame: Frame, state: State): Source {
  return { ...source, value: joinValues(source.value, operandValue(fallback, frame, state)) };
}

function assignProperties(
  pattern: TSESTree.ObjectPattern,
  source: Source,
  frame: Frame,
  state: State,
): void {
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      assign(property, source, frame, state);
      continue;
    }
    const value = readField(source.value, staticName(property), property, frame, state);
    assign(property.value, { ...source, value }, frame, state);
  }
}

function assignMember(
  target: TSESTree.MemberExpression,
  source: Source,
  frame: Frame,
  state: State,
): void {
  const object = operandValue(target.object, frame, state);
  const name = memberName(target, frame);
  if (object.places.size === 0) return taintRoot(target, source.value, frame, state);
  if (isItself(object, name, source.value)) return markAssigned(object, name, source, state);
  setField(object, name, source, state);
  for (const place of object.places) {
    const path = joinPath(place.path, name ?? '*');
    const isShared = isSharedByName(place.object) || isSharedByRuns(place.object, path, frame);
    if (isShared) recordShared(place, name, source, frame, state);
  }
}

/** Whether the member is given what it holds: `x.tags = tags` after `const { tags } = x`. */
function isItself(object: Value, name: string | undefined, value: Value): boolean {
  if (name === undefined || value.places.size !== 1 || object.places.size !== 1) return false;
  const [[place], [held]] = [object.places, value.places];
  return held?.object === place?.object && held?.path === joinPath(place?.path ?? '', name);
}

/** A list changed in place and given back counts as assigned. */
function markAssigned(
  object: Value,
  name: string | undefined,
  { node }: Source,
  state: State,
): void {
  for (const place of object.places) {
    const path = joinPath(place.path, name ?? '*');
    const setting = state.settings.get(place.object)?.get(path);
    if (setting) setPath(state, place.object, path, { ...setting, node, how: 'assign' });
  }
}

/** A member of a computed value was set: the variable that holds the value derives from it too. */
export function taintRoot(target: TSESTree.Node, value: Value, frame: Frame, state: State): void {
  let root = unwrap(target);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = root.type === 'Identifier' ? frame.run.scopes.variableOf(root) : undefined;
  const known = variable && state.variables.get(variable);
  if (!variable || !known) return;
  const derivations = deepDerivations(value, state);
  state.variables.set(variable, {
    ...known,
    derivations: derivedFrom([known, valueOf({ derivations })]).derivations,
  });
}

export function recordShared(
  place: Place,
  name: string | undefined,
  source: Source,
  frame: Frame,
  state: State,
): void {
  const path = joinPath(place.path, name ?? '*');
  const value = { ...source.value, derivations: ownDerivations(source.value, state) };
  recordWrite(
    {
      node: source.node,
      kind: 'memory',
      resource: memoryOf(place.object),
      evidence: 'shape',
      object: place.object,
      fields: [{ path, node: source.node, value, how: source.how }],
      concurrent: isConcurrent(frame),
    },
    frame,
    state,
  );
}
