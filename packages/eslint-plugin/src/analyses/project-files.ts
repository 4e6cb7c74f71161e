import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { initializerOf } from '../effects/scopes.js';
import { unwrap } from '../syntax/node-shapes.js';

/** Files that a developer's tools edit, one at a time. */
const OF_PROJECT =
  /(package|pkg)[-_]?(lock)?[-_.]?json|(ts|js)config|\breadme|_readme|changelog|gitignore|\.vscode|eslintrc|(vite|webpack|rollup|next|nuxt)\.?config/i;

/** Whether the write is of a file of the project itself, as its path says. */
export function isOfProject(
  { kind, operation, call }: Write,
  { scopes, source }: FileModel,
): boolean {
  if (kind !== 'put' || operation?.kind !== 'put' || !operation.key) return false;
  const path = call?.args[operation.key.arg]?.node;
  if (!path || path.type === 'SpreadElement') return false;
  const inner = unwrap(path);
  const variable = inner.type === 'Identifier' ? scopes.variableOf(inner) : undefined;
  const init = variable && initializerOf(variable);
  return [inner, init].some((node) => node && OF_PROJECT.test(source.getText(node)));
}
