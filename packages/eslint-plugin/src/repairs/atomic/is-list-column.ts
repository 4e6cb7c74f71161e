import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { builtModelOf } from '../../effects/model.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { namedBy } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Whether the column that `[...row.tags, tag]` is written to is a list to the store. In a column of
 * JSON an operator would be stored as it is written. The schema tells, or the types, as nobody can
 * spread a JSON value without saying what it is.
 */
export function isListColumn(
  list: TSESTree.Node,
  { write, field }: Race,
  source: SourceCode,
): boolean {
  const { lists } = builtModelOf(source)?.schema.of(write.resource.model) ?? {};
  if (lists) return lists.includes(field.path);
  const value = list.type === 'Identifier' ? namedBy(list, source)?.init : list;
  return isTypeScript(source) && value?.type === 'MemberExpression';
}
