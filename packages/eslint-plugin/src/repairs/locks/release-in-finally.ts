import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { UnreleasedLock } from '../../analyses/locks/unreleased-locks.js';
import { removeStatement, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { wrapStatements } from '../../syntax/wrap.js';
import { isFunction } from '../../syntax/node-shapes.js';
import { isUsedOutside } from '../keyed-lock/region-variables.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Puts what runs under the lock into `try`, and the release into `finally`. */
export function releaseInFinally({ lock }: UnreleasedLock, source: SourceCode): Repair[] {
  const { holder, use } = lock;
  const taking = enclosingStatement(use.node);
  const block = taking.parent;
  if (!isFunction(holder) || block?.type !== 'BlockStatement') return [];
  const releases = [...lock.releases].map(enclosingStatement);
  const last = releases.find((statement) => statement.parent === block);
  const others = releases.filter((statement) => statement !== last);
  if (!last || !releases.every(isReleaseAlone) || !others.every(isBeforeLeaving)) return [];
  const region = block.body.slice(
    block.body.indexOf(taking as TSESTree.Statement) + 1,
    block.body.indexOf(last as TSESTree.Statement),
  );
  const [first, ...rest] = region;
  if (!first || isUsedOutside(region, holder, source)) return [];
  if (!others.every((statement) => region.some((part) => isInside(statement, part)))) return [];
  const removals = [last, ...others].map((statement) => removeStatement(source, statement));
  const wrapping = wrapStatements(source, [first, ...rest], 'try {', closing(last, source));
  const edits = [...wrapping.filter((edit) => !isRemoved(edit, removals)), ...removals];
  return [{ kind: 'release', label: 'Release it in `finally`', edits }];
}

/** Whether the line that the edit indents is removed. */
function isRemoved({ range: [at] }: TextEdit, removals: readonly TextEdit[]): boolean {
  return removals.some(({ range: [start, end] }) => start <= at && at < end);
}

function closing(release: TSESTree.Node, source: SourceCode): string {
  return `} finally {\n\t${source.getText(release)}\n}`;
}

/** `release();` or `await lock.release();` */
function isReleaseAlone(statement: TSESTree.Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  return /^(CallExpression|AwaitExpression)$/.test(expression.type);
}

/** Whether nothing but a jump out follows, so that a release at the end of the way is the same. */
function isBeforeLeaving(statement: TSESTree.Node): boolean {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return false;
  const next = parent.body[parent.body.indexOf(statement as TSESTree.Statement) + 1];
  return /^(Return|Throw|Continue)Statement$/.test(next?.type ?? '');
}
