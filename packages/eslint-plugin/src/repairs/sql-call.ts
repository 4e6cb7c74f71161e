import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import { arg } from '../effects/operation.js';
import { lastCall, nodeAt } from '../effects/select.js';

/** The SQL text of a statement where it is written out: an argument, or that of `prepare` in the chain. */
export function literalTextOf({
  call,
  operation,
}: Pick<Read | Write, 'call' | 'operation'>): TSESTree.Node | undefined {
  const node = call && nodeAt(call, operation?.kind === 'sql' ? operation.text : arg(0));
  const isLiteral = node?.type === 'Literal' || node?.type === 'TemplateLiteral';
  return isLiteral ? node : undefined;
}

/** The arguments that give the parameters of a statement, one each or all in one. */
export function parametersOf({ call, operation }: Write): readonly TSESTree.Node[] {
  if (operation?.kind !== 'sql' || !call) return [];
  const { bound, params } = operation;
  if (params?.path) return [nodeAt(call, params) ?? []].flat();
  const given = bound ? lastCall(call, bound)?.args : params && call.args.slice(params.arg);
  return given?.map(({ node }) => node) ?? [];
}
