import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { UnreleasedLock } from '../../analyses/locks/unreleased-locks.js';
import { removeStatement, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `const guard = …` becomes `using guard = …`, where the block ends when the lock is to be let go. */
export function takeForBlock({ lock }: UnreleasedLock, source: SourceCode): Repair[] {
  const { use, releases } = lock;
  const taking = enclosingStatement(use.node);
  const [guard] = use.guards;
  const isHeld =
    use.lock.library.isDisposable === true &&
    taking.type === 'VariableDeclaration' &&
    taking.declarations.length === 1 &&
    taking.declarations[0]?.id.type === 'Identifier';
  if (!isHeld || !guard || !isTypeScript(source)) return [];
  const statements = [...releases].map(enclosingStatement);
  const uses = guard.references.filter(({ init }) => !init);
  const isOnlyReleased = uses.every(({ identifier }) => {
    return statements.some((statement) => isInside(identifier, statement));
  });
  if (!isOnlyReleased || !statements.every((each) => isAtEnd(each, taking))) return [];
  const { range } = taking;
  const edits: TextEdit[] = [
    replaceRange(range[0], range[0] + taking.kind.length, 'using'),
    ...statements.map((statement) => removeStatement(source, statement)),
  ];
  return [{ kind: 'release', label: 'Hold it to the end of the block (`using`)', edits }];
}

/** Whether the block, or the function, ends with the release: nothing runs longer under the lock. */
function isAtEnd(release: TSESTree.Node, taking: TSESTree.Node): boolean {
  const { parent } = release;
  if (release.type !== 'ExpressionStatement' || parent?.type !== 'BlockStatement') return false;
  const [next, ...rest] = parent.body.slice(parent.body.indexOf(release) + 1);
  if (!next) return parent === taking.parent;
  const isPlain = next.type === 'ReturnStatement' && isKnown(next.argument);
  return isPlain && rest.length === 0;
}

function isKnown(value: TSESTree.Expression | null): boolean {
  return value === null || /^(Identifier|Literal|MemberExpression)$/.test(value.type);
}
