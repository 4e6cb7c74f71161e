import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../../effects/access.js';
import type { FileModel } from '../../effects/model.js';
import { ancestors } from '../../syntax/enclosing.js';
import { isFunction, unwrap } from '../../syntax/node-shapes.js';
import { findCheckThenCreates } from '../check-then-create.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Row locks that no transaction keeps, and those of rows that may not be there. */
export function findRowLocks(model: FileModel, scope: Scope): IneffectiveLock[] {
  if (!isRelevant(model, scope)) return [];
  return model.rowLocks.size === 0 ? [] : [...unkept(model), ...ofNothing(model, scope)];
}

/** With a transaction in a context that calls need not name, none has to be passed on. */
const IMPLICIT = /\buseCLS\b|cls-hooked|AsyncLocalStorage|@Transactional\b/;

function unkept({ rowLocks, source }: FileModel): IneffectiveLock[] {
  if (IMPLICIT.test(source.text)) return [];
  return [...rowLocks].flatMap(([node, state]): IneffectiveLock[] => {
    if (state === 'outside') return [{ kind: 'rowLockOutside', node, name: '' }];
    const name = state === 'unpassed' ? handleAround(node) : undefined;
    return name === undefined ? [] : [{ kind: 'handleNotPassed', node, name }];
  });
}

/** The parameter of the callback around, which is the transaction. */
function handleAround(node: TSESTree.Node): string | undefined {
  for (const outer of ancestors(node)) {
    if (!isFunction(outer) || outer.parent.type !== 'CallExpression') continue;
    const [param] = outer.params;
    const inner = param && unwrap(param);
    if (inner?.type === 'Identifier') return inner.name;
  }
  return undefined;
}

/** A locked read that finds nothing locks nothing, and what is then created may be there twice. */
function ofNothing(model: FileModel, scope: Scope): IneffectiveLock[] {
  const races = findCheckThenCreates(model, scope, (read, write) => !isOnlyOwnLock(read, write));
  const here = races.filter(({ read }) => !read.site);
  return here.map((check) => ({
    kind: 'rowMayNotExist' as const,
    node: check.read.node,
    name: check.read.resource.model ?? 'row',
    written: check.write.node,
    check,
  }));
}

function isOnlyOwnLock({ node }: Read, { guards }: Write): boolean {
  const held = [...guards].filter(({ kind }) => kind !== 'transaction' && kind !== 'flag');
  return held.length > 0 && held.every((guard) => guard.kind === 'row-lock' && guard.node === node);
}
