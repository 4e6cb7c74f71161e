import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Lattice } from '../flow/solve.js';
import type { AbstractObject } from './abstract-object.js';
import type { Fact, Guard, Read, WrittenField } from './access.js';
import { SharedMap, SharedSet } from './copy-on-write.js';
import { joinValues, type Value } from './value.js';

export type Variable = TSESLint.Scope.Variable;

/** What was last set on an object's path. */
export interface Setting {
  readonly value: Value;
  readonly node: TSESTree.Node;
  /** Where another file sets it, if `node` is only the call that leads there. */
  readonly elsewhere?: TSESTree.Node | undefined;
  readonly how: WrittenField['how'];
  /** Whether it was set on every way here. */
  readonly certain: boolean;
}

type Fields = Map<string, Setting>;

/** What is known at one point of a function. A larger state admits more runs. */
export interface State {
  readonly variables: SharedMap<Variable, Value>;
  /** What this code gave to variables that others write to, since the last suspension. */
  readonly sharedVariables: SharedMap<Variable, Value>;
  /** What was set on objects and not yet persisted. */
  readonly settings: SharedMap<AbstractObject, ReadonlyMap<string, Setting>>;
  /** The read that last loaded an object again. */
  readonly loads: SharedMap<AbstractObject, Read>;
  /** Entities that were made here, and are stored only when they are persisted. */
  readonly unsaved: SharedSet<AbstractObject>;
  readonly guards: SharedSet<Guard>;
  readonly facts: SharedMap<string, Fact>;
  /** How tests came out that not every way here makes; `other` where they came out both ways. */
  readonly passed: SharedMap<TSESTree.Node, Fact>;
  /** Reads with no suspension after them; and reads with one. */
  readonly current: SharedSet<Read>;
  readonly stale: SharedSet<Read>;
  /** Stale reads with a further suspension after them. */
  readonly aged: SharedSet<Read>;
  /** Whether no run gets here: a callee always throws. */
  dead: boolean;
}

export function emptyState(): State {
  return {
    variables: new SharedMap(),
    sharedVariables: new SharedMap(),
    settings: new SharedMap(),
    loads: new SharedMap(),
    unsaved: new SharedSet(),
    guards: new SharedSet(),
    facts: new SharedMap(),
    passed: new SharedMap(),
    current: new SharedSet(),
    stale: new SharedSet(),
    aged: new SharedSet(),
    dead: false,
  };
}

/** - **Cost:** constant; what is shared is copied when it changes. */
export function copyState(state: State): State {
  return {
    variables: state.variables.copy(),
    sharedVariables: state.sharedVariables.copy(),
    settings: state.settings.copy(),
    loads: state.loads.copy(),
    unsaved: state.unsaved.copy(),
    guards: state.guards.copy(),
    facts: state.facts.copy(),
    passed: state.passed.copy(),
    current: state.current.copy(),
    stale: state.stale.copy(),
    aged: state.aged.copy(),
    dead: state.dead,
  };
}

/** All that `state` holds; it is empty from now on. */
export function moveState(state: State): State {
  return {
    variables: state.variables.move(),
    sharedVariables: state.sharedVariables.move(),
    settings: state.settings.move(),
    loads: state.loads.move(),
    unsaved: state.unsaved.move(),
    guards: state.guards.move(),
    facts: state.facts.move(),
    passed: state.passed.move(),
    current: state.current.move(),
    stale: state.stale.move(),
    aged: state.aged.move(),
    dead: state.dead,
  };
}

/** Makes `state` hold what `from` holds, which is used no more. */
export function replaceState(state: State, from: State): void {
  state.variables.take(from.variables);
  state.sharedVariables.take(from.sharedVariables);
  state.settings.take(from.settings);
  state.loads.take(from.loads);
  state.unsaved.take(from.unsaved);
  state.guards.take(from.guards);
  state.facts.take(from.facts);
  state.passed.take(from.passed);
  state.current.take(from.current);
  state.stale.take(from.stale);
  state.aged.take(from.aged);
  state.dead = from.dead;
}

function dropState(state: State): void {
  state.variables.drop();
  state.sharedVariables.drop();
  state.settings.drop();
  state.loads.drop();
  state.unsaved.drop();
  state.guards.drop();
  state.facts.drop();
  state.passed.drop();
  state.current.drop();
  state.stale.drop();
  state.aged.drop();
}

/** Nothing is stale in what was read just now. */
export function markCurrent(read: Read, state: State): void {
  state.stale.delete(read);
  state.aged.delete(read);
  state.current.add(read);
}

/** Joins by union where a state says what may be, and by intersection where it says what must. */
export const stateLattice: Lattice<State> = {
  copy: copyState,
  drop: dropState,
  join(left, right) {
    return joinInto(left, right) ? { ...left } : left;
  },
};

/** Makes `state` admit what `other` admits too, and tells whether it did not. */
export function joinInto(state: State, other: State): boolean {
  const grown = [
    mergeShared(state.variables, other.variables, joinValues),
    mergeShared(state.sharedVariables, other.sharedVariables, joinValues),
    mergeShared(state.settings, other.settings, joinFields, uncertain),
    mergeShared(state.loads, other.loads, (known) => known),
    mergeShared(state.passed, other.passed, joinFacts),
    addAll(state.unsaved, other.unsaved),
    addAll(state.current, other.current),
    addAll(state.stale, other.stale),
    addAll(state.aged, other.aged),
    keepCommon(state.guards, other.guards),
    keepCommon(state.facts, other.facts),
    weakenMissing(state.settings, other.settings),
  ];
  return grown.includes(true);
}

function joinFacts(left: Fact, right: Fact): Fact {
  const isSame = left.outcome === right.outcome || left.outcome === 'other';
  return isSame ? left : { ...left, outcome: 'other' };
}

function mergeShared<K, V>(
  into: SharedMap<K, V>,
  from: SharedMap<K, V>,
  join: (left: V, right: V) => V,
  alone: (value: V) => V = (value) => value,
): boolean {
  if (into.isSame(from)) return false;
  let grown = false;
  for (const [key, given] of from) {
    const known = into.get(key);
    if (known === given) continue;
    const joined = known === undefined ? alone(given) : join(known, given);
    if (joined === known) continue;
    into.set(key, joined);
    grown = true;
  }
  return grown;
}

function addAll<T>(into: SharedSet<T>, from: SharedSet<T>): boolean {
  if (into.isSame(from)) return false;
  const before = into.size;
  for (const item of from) into.add(item);
  return into.size > before;
}

interface Keyed<K, S> {
  readonly size: number;
  isSame(other: S): boolean;
  keys(): Iterable<K>;
  has(key: K): boolean;
  delete(key: K): void;
}

function keepCommon<K, S extends Keyed<K, S>>(into: S, from: S): boolean {
  if (into.size === 0 || into.isSame(from)) return false;
  const before = into.size;
  for (const key of into.keys()) if (!from.has(key)) into.delete(key);
  return into.size < before;
}

function joinFields(
  left: ReadonlyMap<string, Setting>,
  right: ReadonlyMap<string, Setting>,
): ReadonlyMap<string, Setting> {
  if (left === right) return left;
  let joined: Fields | undefined;
  for (const [path, setting] of right) {
    const known = left.get(path);
    const both = known ? joinSettings(known, setting) : weaken(setting);
    if (both !== known) (joined ??= new Map(left)).set(path, both);
  }
  for (const [path, setting] of left) {
    if (setting.certain && !right.has(path)) (joined ??= new Map(left)).set(path, weaken(setting));
  }
  return joined ?? left;
}

function joinSettings(left: Setting, right: Setting): Setting {
  const value = joinValues(left.value, right.value);
  const certain = left.certain && right.certain;
  return value === left.value && certain === left.certain ? left : { ...left, value, certain };
}

function weaken(setting: Setting): Setting {
  return setting.certain ? { ...setting, certain: false } : setting;
}

function uncertain(fields: ReadonlyMap<string, Setting>): ReadonlyMap<string, Setting> {
  return new Map([...fields].map(([path, setting]) => [path, weaken(setting)]));
}

function isCertain(fields: ReadonlyMap<string, Setting>): boolean {
  for (const { certain } of fields.values()) if (certain) return true;
  return false;
}

/** What was set on shared objects may have been set anew by others. */
export function weakenShared({ settings }: State): void {
  for (const [object, fields] of settings) {
    if (object.origin === 'shared' && isCertain(fields)) settings.set(object, uncertain(fields));
  }
}

/** Objects set on the left way only are set on some ways only. */
function weakenMissing(
  into: SharedMap<AbstractObject, ReadonlyMap<string, Setting>>,
  from: SharedMap<AbstractObject, ReadonlyMap<string, Setting>>,
): boolean {
  if (into.isSame(from)) return false;
  let grown = false;
  for (const [object, fields] of into) {
    if (from.has(object) || !isCertain(fields)) continue;
    into.set(object, uncertain(fields));
    grown = true;
  }
  return grown;
}
