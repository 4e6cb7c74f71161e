import type { Library } from '../effects/library.js';
import type { LockLibrary } from '../effects/locks/lock-library.js';
import { keyValue } from '../libraries/key-value.js';
import { libraries } from '../libraries/index.js';
import { lockLibraries } from '../libraries/locks/index.js';
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

/** The lock libraries that code may use: the user's own, then those that the plugin brings. */
export function lockLibrariesOf(settings: Settings): readonly LockLibrary[] {
  return [...settings.libraries.filter(isLockLibrary), ...lockLibraries];
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
