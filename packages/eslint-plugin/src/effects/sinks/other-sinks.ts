import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction } from '../../syntax/enclosing.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { nodesOfType } from '../../syntax/walk.js';
import { isAwaited } from '../invoke.js';
import type { OtherFiles } from '../other-files.js';
import { isImport, type Scopes } from '../scopes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

interface Linted {
  readonly source: SourceCode;
  readonly scopes: Scopes;
}

/** Verbs of functions that write to a store. */
const WRITING =
  /\b(?:await|return)\s[\w$.#?!()\s]*\.\w*(?:save|update|create|insert|upsert|increment|decrement|put|set|add|store|persist|write|query|execute|run)\w*\s*[(<`]/i;

/** Where the file calls functions of other files whose text may write to a store. */
export function otherSinks({ source, scopes }: Linted, others: OtherFiles): number[] {
  if ((source.text.match(/\bawait\b/g) ?? []).length < 2) return [];
  const leading = nodesOfType(source, 'CallExpression').filter(
    (call) => isAwaited(call) && leadsOut(call, scopes),
  );
  const homes = leading.map((call) => enclosingFunction(call));
  const isAlone = (call: TSESTree.Node): boolean => {
    const home = enclosingFunction(call);
    return homes.filter((each) => each === home).length === 1 && awaitsOnce(home, source);
  };
  return leading
    .filter((call) => !isAlone(call) && WRITING.test(others.textCalledBy(call, source) ?? ''))
    .map(({ range }) => range[0]);
}

/** Whether the function waits for nothing but one call, so that nothing of it is ever stale. */
function awaitsOnce(fn: TSESTree.Node | undefined, { text }: SourceCode): boolean {
  const inner = fn ? text.slice(...fn.range) : text;
  return (inner.match(/\bawait\b|\.then\b|\breturn\s/g) ?? []).length < 2;
}

/** `load(id)` of what was imported, `users.load(id)` and `this.users.load(id)` of anything named. */
function leadsOut({ callee }: TSESTree.CallExpression, scopes: Scopes): boolean {
  let root = unwrap(callee);
  const isMember = root.type === 'MemberExpression';
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  if (root.type === 'ThisExpression') return true;
  const variable = root.type === 'Identifier' ? scopes.variableOf(root) : undefined;
  return variable !== undefined && (isMember || isImport(variable));
}
