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

/** Makes `state` hold what `from` holds. */
export function replaceState(state: State, from: State): void {
  state.variables.become(from.variables);
  state.sharedVariables.become(from.sharedVariables);
  state.settings.become(from.settings);
  state.loads.become(from.loads);
  state.unsaved.become(from.unsaved);
  state.guards.become(from.guards);
  state.facts.become(from.facts);
  state.passed.become(from.passed);
  state.current.become(from.current);
  state.stale.become(from.stale);
  state.aged.become(from.aged);
  state.dead = from.dead;
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
  join(left, right) {
    const joined = copyState(left);
    const grown = [
      mergeShared(joined.variables, right.variables, joinValues),
      mergeShared(joined.sharedVariables, right.sharedVariables, joinValues),
      mergeShared(joined.settings, right.settings, joinFields, uncertain),
      mergeShared(joined.loads, right.loads, (known) => known),
      mergeShared(joined.passed, right.passed, joinFacts),
      addAll(joined.unsaved, right.unsaved),
      addAll(joined.current, right.current),
      addAll(joined.stale, right.stale),
      addAll(joined.aged, right.aged),
      keepCommon(joined.guards, right.guards),
      keepCommon(joined.facts, right.facts),
      weakenMissing(joined.settings, right.settings),
    ];
    return grown.includes(true) ? joined : left;
  },
};

function joinFacts(left: Fact, right: Fact): Fact {
  const isSame = left.outcome === right.outcome || left.outcome === 'other';
  return isSame ? left : { ...left, outcome: 'other' };
}

interface Mergeable<K, V> extends Iterable<[K, V]> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function mergeShared<K, V>(
  into: SharedMap<K, V>,
  from: SharedMap<K, V>,
  join: (left: V, right: V) => V,
  alone?: (value: V) => V,
): boolean {
  return into.isSame(from) ? false : mergeMaps(into, from, join, alone);
}

function mergeMaps<K, V>(
  into: Mergeable<K, V>,
  from: Iterable<readonly [K, V]>,
  join: (left: V, right: V) => V,
  alone: (value: V) => V = (value) => value,
): boolean {
  let grown = false;
  for (const [key, value] of from) {
    const known = into.get(key);
    const joined = known === undefined ? alone(value) : join(known, value);
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

function keepCommon<K>(
  into: { size: number; keys(): Iterable<K>; delete(key: K): void },
  from: { has(key: K): boolean },
): boolean {
  const before = into.size;
  for (const key of [...into.keys()]) if (!from.has(key)) into.delete(key);
  return into.size < before;
}

function joinFields(
  left: ReadonlyMap<string, Setting>,
  right: ReadonlyMap<string, Setting>,
): ReadonlyMap<string, Setting> {
  const joined: Fields = new Map(left);
  let grown = mergeMaps(joined, right, joinSettings, weaken);
  for (const [path, setting] of left) {
    if (right.has(path) || !setting.certain) continue;
    joined.set(path, weaken(setting));
    grown = true;
  }
  return grown ? joined : left;
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

/** Objects set on the left way only are set on some ways only. */
function weakenMissing(
  into: SharedMap<AbstractObject, ReadonlyMap<string, Setting>>,
  from: SharedMap<AbstractObject, ReadonlyMap<string, Setting>>,
): boolean {
  if (into.isSame(from)) return false;
  let grown = false;
  for (const [object, fields] of [...into]) {
    if (from.has(object) || [...fields.values()].every((setting) => !setting.certain)) continue;
    into.set(object, uncertain(fields));
    grown = true;
  }
  return grown;
}
