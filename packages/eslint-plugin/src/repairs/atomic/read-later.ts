import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { insertAt, removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { lineEnd } from '../../syntax/source-ranges.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { placesOf } from '../../syntax/variables.js';
import { isRepeatable } from './read-again.js';
import type { WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Constant = TSESTree.VariableDeclaration;

export function readStatement({ derivation: { read } }: Race): TSESTree.Node | undefined {
  return read.node.parent?.type === 'AwaitExpression' ? enclosingStatement(read.node) : undefined;
}

/**
 * Moves the read behind the update that no longer needs it, where the code goes on with the new
 * value: the old one, read then, is what is stored.
 */
export function readLater(
  sum: WrittenSum,
  written: TSESTree.Node,
  told: readonly TSESTree.Node[],
  race: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const update = enclosingStatement(race.write.node);
  const read = readStatement(race);
  const { parent } = update;
  if (!isConstant(read) || read.parent !== parent || parent.type !== 'BlockStatement')
    return undefined;
  if (update.type !== 'ExpressionStatement' || !isRepeatable(race.derivation.read.node, source))
    return undefined;
  const start = parent.body.indexOf(read);
  const before = parent.body.slice(start + 1, parent.body.indexOf(update));
  const moved = withDependents(read, before, sum.named?.declaration, source);
  const out = moved && [...moved, ...(sum.named ? [sum.named.declaration] : [])];
  if (!out || !areIdle(out, written, update, source)) return undefined;
  const { amount } = sum;
  if (amount && out.some((each) => isUsedIn(each, amount, source))) return undefined;
  if (out.some((each) => source.getCommentsInside(each).length > 0)) return undefined;
  const { eol, semicolon } = styleOf(source);
  const old = source.getText(sum.old);
  const named = sum.named && `const ${sum.named.variable.name} = ${old}${semicolon}`;
  const lines = [...moved.map((each) => source.getText(each)), ...(named ? [named] : [])];
  return [
    insertAt(
      behindComment(update, source),
      lines.map((line) => eol + indentOf(source, update) + line).join(''),
    ),
    ...out.map((each) => removeStatement(source, each)),
    ...(sum.named ? [] : told.map((each) => replaceNode(each, old))),
  ];
}

/** The end of the statement, or of the comment that stands behind it on its line. */
function behindComment({ range: [, end] }: TSESTree.Node, { text }: SourceCode): number {
  const lineBreak = lineEnd(text, end);
  return /^\s*\/\//.test(text.slice(end, lineBreak)) ? lineBreak : end;
}

function isConstant(node: TSESTree.Node | undefined): node is Constant {
  const isOne = node?.type === 'VariableDeclaration' && node.declarations.length === 1;
  return isOne && node.kind === 'const';
}

/** The read, and the constants made of it; nothing where another statement looks at them. */
function withDependents(
  read: Constant,
  before: readonly TSESTree.Node[],
  sum: TSESTree.Node | undefined,
  source: SourceCode,
): Constant[] | undefined {
  const moved = [read];
  for (const statement of before) {
    if (statement === sum || !moved.some((each) => isUsedIn(each, statement, source))) continue;
    if (!isConstant(statement) || statement.declarations[0]?.init?.type === 'AwaitExpression')
      return undefined;
    moved.push(statement);
  }
  return moved;
}

function isUsedIn(declaration: Constant, node: TSESTree.Node, source: SourceCode): boolean {
  return (source.getDeclaredVariables?.(declaration) ?? []).some((variable) => {
    return placesOf(variable).some((place) => isInside(place, node));
  });
}

/** Whether the update itself needs none of the constants, but in the value that goes. */
function areIdle(
  moved: readonly Constant[],
  written: TSESTree.Node,
  update: TSESTree.Node,
  source: SourceCode,
): boolean {
  const variables = moved.flatMap((each) => source.getDeclaredVariables?.(each) ?? []);
  return variables.every((variable) => {
    return placesOf(variable).every(
      (place) => !isInside(place, update) || isInside(place, written),
    );
  });
}
