import type { LockLibrary } from './lock-library.js';

export type LibrariesByMethod = ReadonlyMap<string, ReadonlySet<LockLibrary>>;

const known = new WeakMap<readonly LockLibrary[], LibrariesByMethod>();

/**
 * The libraries whose operations have a method of that name, in their order.
 *
 * - **Cost:** put together once for each list of libraries.
 */
export function librariesByMethod(libraries: readonly LockLibrary[]): LibrariesByMethod {
  const made = known.get(libraries) ?? indexed(libraries);
  known.set(libraries, made);
  return made;
}

function indexed(libraries: readonly LockLibrary[]): LibrariesByMethod {
  const index = new Map<string, Set<LockLibrary>>();
  for (const library of libraries) {
    for (const method of library.operations.flatMap((operation) => operation.method)) {
      index.set(method, (index.get(method) ?? new Set<LockLibrary>()).add(library));
    }
  }
  return index;
}
