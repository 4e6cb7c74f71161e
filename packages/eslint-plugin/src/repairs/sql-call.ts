import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import { unwrap } from '../syntax/node-shapes.js';

/** The SQL text of a statement where it is written out: an argument, or that of `prepare` in the chain. */
export function literalTextOf({
  call,
  operation,
}: Pick<Read | Write, 'call' | 'operation'>): TSESTree.Node | undefined {
  const selector = operation?.kind === 'sql' ? operation.text : undefined;
  const node = argumentsOf(call, selector?.call)?.[selector?.arg ?? 0]?.node;
  const inner = node && unwrap(node);
  const isLiteral = inner?.type === 'Literal' || inner?.type === 'TemplateLiteral';
  return isLiteral ? inner : undefined;
}

/** The arguments that give the parameters of a statement, one each or all in one. */
export function parametersOf({ call, operation }: Write): readonly TSESTree.Node[] {
  if (operation?.kind !== 'sql') return [];
  const given = operation.bound
    ? argumentsOf(call, operation.bound)
    : call?.args.slice(operation.params?.arg ?? call.args.length);
  return given?.map(({ node }) => node) ?? [];
}

function argumentsOf(call: Write['call'], named: string | readonly string[] | undefined) {
  const names = [named ?? []].flat();
  if (names.length === 0) return call?.args;
  return call?.chain?.calls.find(({ name }) => names.includes(name))?.args;
}
