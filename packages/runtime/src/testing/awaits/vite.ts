import { prepare } from './prepare.js';

/** What Vite and Vitest ask of a plugin. */
export interface AwaitsPlugin {
  readonly name: string;
  readonly enforce: 'post';
  transform(code: string, id: string): { code: string; map: null } | undefined;
}

/**
 * A plugin for Vitest that lets the explorer hold tasks at every `await` of your own files.
 *
 * - **Cost:** one parse of each file that has an `await`. Lines stay where they are.
 */
export function everyAwait(): AwaitsPlugin {
  return {
    name: '@interlocked/runtime: every await',
    // After TypeScript and JSX have become JavaScript.
    enforce: 'post',
    transform(code, id) {
      const prepared = prepare(code, id.replace(/\?.*/, ''));
      return prepared === undefined ? undefined : { code: prepared, map: null };
    },
  };
}
