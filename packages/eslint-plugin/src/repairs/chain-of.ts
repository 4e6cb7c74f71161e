import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Library } from '../effects/library.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';

/** Source of what a chain of calls works on, and of what it starts with. */
export interface ChainParts {
  readonly table: string;
  readonly root: string;
}

/** The parts of a chain from one of its calls down to its start. */
export function chainOf(
  call: TSESTree.Node | undefined,
  library: Library | undefined,
  source: Readonly<TSESLint.SourceCode>,
): ChainParts {
  const tables = library?.builder?.table ?? [];
  const names = tables.flatMap((at) => (at === 'root' ? [] : [at.call ?? []].flat()));
  let [table, root] = ['', ''];
  let at = call;
  while (at?.type === 'CallExpression') {
    const callee: TSESTree.Node = unwrap(at.callee);
    const [argument] = at.arguments;
    const name = callee.type === 'MemberExpression' ? staticName(callee) : '';
    if (argument && names.includes(name ?? '')) table = source.getText(argument);
    root = source.getText(callee.type === 'MemberExpression' ? callee.object : callee);
    at = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  }
  return { table, root };
}
