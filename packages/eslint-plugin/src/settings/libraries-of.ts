import type { Library } from '../effects/library.js';
import { arg } from '../effects/operation.js';
import { acquire, CALL, exclusive, type LockLibrary } from '../effects/locks/lock-library.js';
import { keyValue } from '../libraries/key-value.js';
import { libraries } from '../libraries/index.js';
import { lockLibraries } from '../libraries/locks/index.js';
import { namedLocks } from '../libraries/locks/named-locks.js';
import type { Settings, TypeOrValueSpecifier } from './settings.js';

const known = new WeakMap<Settings, readonly Library[]>();

/**
 * The data libraries that code may use: the user's own, then those that the plugin brings.
 *
 * - **Cost:** put together once for each settings object.
 */
export function librariesOf(settings: Settings): readonly Library[] {
  const made = known.get(settings);
  if (made) return made;
  const all = [
    ...settings.libraries.filter((library): library is Library => !isLockLibrary(library)),
    ...settings.stores.map(storeOf),
    ...libraries,
  ];
  known.set(settings, all);
  return all;
}

const knownLocks = new WeakMap<Settings, readonly LockLibrary[]>();

/** The lock libraries that code may use: the user's own, then those that the plugin brings. */
export function lockLibrariesOf(settings: Settings): readonly LockLibrary[] {
  const made = knownLocks.get(settings) ?? allLocks(settings);
  knownLocks.set(settings, made);
  return made;
}

function allLocks(settings: Settings): readonly LockLibrary[] {
  const own = [...settings.libraries.filter(isLockLibrary), ...settings.locks.map(lockOf)];
  return [...own, ...lockLibraries];
}

/** A lock that the user names: its class, its variable or field, or a function that takes it. */
function lockOf(specifier: TypeOrValueSpecifier): LockLibrary {
  const { name, ...from } = typeof specifier === 'string' ? { name: specifier } : specifier;
  const names = [name].flat();
  return {
    ...namedLocks,
    name: names.join(', '),
    title: names.join(', '),
    packages: 'package' in from ? [from.package] : [],
    names,
    // Nothing tells whom it keeps out, so that it counts as one that keeps out everybody.
    reach: 'machines',
    makers: names.flatMap((each) => [
      { name: each, by: 'new' as const },
      { name: each, by: 'call' as const },
    ]),
    operations: [
      ...namedLocks.operations,
      exclusive({ method: CALL, key: arg(0) }),
      acquire({ method: CALL, key: arg(0) }),
    ],
  };
}

function isLockLibrary(library: Library | LockLibrary): library is LockLibrary {
  return 'makers' in library;
}

/** A store of entries by key that the user names by its variable, field or type. */
function storeOf(specifier: TypeOrValueSpecifier): Library {
  const { name, ...from } = typeof specifier === 'string' ? { name: specifier } : specifier;
  const names = [name].flat();
  return {
    ...keyValue,
    name: names.join(', '),
    title: names.join(', '),
    packages: 'package' in from ? [from.package] : [],
    types: names,
    receivers: new RegExp(`^(${names.map((text) => text.replace(/\W/g, '\\$&')).join('|')})$`),
  };
}
