import type { FileModel } from '../effects/model.js';

/** An analysis that several rules ask for, made once for each model, strict or not. */
export function oncePerModel<S extends { readonly strict?: boolean }, T>(
  find: (model: FileModel, scope: S) => T,
): (model: FileModel, scope: S) => T {
  const inStrict = new WeakMap<FileModel, { readonly found: T }>();
  const inRecommended = new WeakMap<FileModel, { readonly found: T }>();
  return (model, scope) => {
    const known = scope.strict ? inStrict : inRecommended;
    const made = known.get(model) ?? { found: find(model, scope) };
    known.set(model, made);
    return made.found;
  };
}
