import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepare } from './prepare.js';

/** What another transformer answers with. */
interface Transformed {
  readonly code: string;
  readonly map?: unknown;
}

/** The part of Jest's transformers that is passed on. */
interface Transformer {
  process?(...args: TransformArguments): Transformed;
  processAsync?(...args: TransformArguments): Promise<Transformed>;
  getCacheKey?(...args: TransformArguments): string;
}

type TransformArguments = [
  source: string,
  path: string,
  options: { readonly config: { readonly rootDir: string } },
];

export interface EveryAwaitOptions {
  /** The transformer that makes JavaScript of your files, with its options; `babel-jest` unless given. */
  readonly transformer?: string | readonly [name: string, options: object] | undefined;
}

/**
 * A transformer for Jest that lets the explorer hold tasks at every `await` of your own files.
 *
 * - **Errors:** what the other transformer throws, and that of a missing one.
 * - **Cost:** one parse of each file that has an `await`. Lines stay where they are.
 */
export function createTransformer({
  transformer = 'babel-jest',
}: EveryAwaitOptions = {}): Required<Transformer> {
  const [name, options] = typeof transformer === 'string' ? [transformer] : transformer;
  let loaded: Transformer | undefined;
  const inner = (rootDir: string) => (loaded ??= load(name, options, rootDir));
  const hold = ({ code, map }: Transformed, path: string) => ({
    code: prepare(code, path) ?? code,
    map,
  });
  return {
    process: (...args) => hold(inner(args[2].config.rootDir).process!(...args), args[1]),
    processAsync: async (...args) => {
      const other = inner(args[2].config.rootDir);
      return hold(await (other.processAsync ?? other.process)!(...args), args[1]);
    },
    getCacheKey: (...args) =>
      `every await ${inner(args[2].config.rootDir).getCacheKey?.(...args) ?? args[0]}`,
  };
}

/** Where Jest looks for the function above. */
export default { createTransformer };

function load(name: string, options: object | undefined, rootDir: string): Transformer {
  const found = createRequire(join(rootDir, 'package.json'))(name) as {
    default?: object;
  };
  const made = (found.default ?? found) as Transformer & {
    createTransformer?(options?: object): Transformer;
  };
  return made.createTransformer?.(options) ?? made;
}
