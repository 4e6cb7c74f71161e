import { fileURLToPath } from 'node:url';
import { holdAwaits } from './hold-awaits.js';

/** Where this package is, whose own awaits are none of the user's. */
const OWN_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/**
 * {@link holdAwaits} for a file of the user's own; `undefined` for dependencies, for what has no
 * `await`, and, with a warning, for what cannot be read.
 */
export function prepare(code: string, path: string): string | undefined {
  if (/[\\/]node_modules[\\/]/.test(path) || path.startsWith(OWN_FOLDER)) return undefined;
  try {
    return holdAwaits(code);
  } catch (error) {
    process.emitWarning(`No await of ${path} can be held: ${(error as Error).message}`);
    return undefined;
  }
}
