import type { TSESLint } from '@typescript-eslint/utils';

import { nodesOf } from './walk.js';

const typed = new WeakMap<object, boolean>();

/** Whether types stand in the file, so that it is TypeScript; looked for once. */
export function isTypeScript(source: Readonly<TSESLint.SourceCode>): boolean {
  let known = typed.get(source);
  if (known === undefined) {
    known = nodesOf(source).some(({ type }) => type.startsWith('TS'));
    typed.set(source, known);
  }
  return known;
}
