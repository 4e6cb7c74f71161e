import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { unwrap, wrapped } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { termsOf } from '../arithmetic.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `total = before + more`, where `before` is the old `total`, becomes `total += more`. */
export function addLater(race: Race, source: SourceCode): Repair | undefined {
  const { field, derivation } = race;
  const { node } = field;
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return undefined;
  if (isDecidedByOld(race)) return undefined;
  const alias = aliasOf(derivation.node, node, source);
  const sum = alias && termsOf(node.right, alias, source);
  const amount = sum && (sum.amount ? source.getText(sum.amount) : '1');
  const isIndependent = !sum?.amount || !/\bawait\b|\byield\b/.test(source.getText(sum.amount));
  if (!sum || sum.countsFromZero || amount === undefined) return undefined;
  if (!isIndependent || mentionsAlias(sum.amount, alias, source)) {
    return undefined;
  }
  const target = source.getText(node.left);
  return {
    kind: 'reorder',
    label: 'Add to the value as it is then',
    edits: [...removalOf(alias, source), replaceNode(node, `${target} ${sum.operator}= ${amount}`)],
  };
}

/** Whether a test of the old value lets the write happen: then it would be made of another value. */
function isDecidedByOld({ write, derivation: { read } }: Race): boolean {
  return write.facts.some(({ value }) => [...value.derivations].some((each) => each.read === read));
}

/** `before` of `const before = total`, where the assignment uses it. */
function aliasOf(
  read: TSESTree.Node,
  { right }: TSESTree.AssignmentExpression,
  source: SourceCode,
): TSESTree.Identifier | undefined {
  const { parent } = wrapped(read);
  const isPlain =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && parent.init;
  if (!isPlain || unwrap(parent.init as TSESTree.Node) !== read) return undefined;
  if (parent.parent.kind !== 'const') return undefined;
  const id = parent.id as TSESTree.Identifier;
  const uses = [...walk(source, right)].filter(({ type }) => type === 'Identifier');
  return uses.some((use) => source.getText(use) === id.name) ? id : undefined;
}

function mentionsAlias(
  amount: TSESTree.Node | undefined,
  { name }: TSESTree.Identifier,
  source: SourceCode,
): boolean {
  return (
    amount !== undefined && [...walk(source, amount)].some((part) => source.getText(part) === name)
  );
}

/** The declaration goes where nothing else uses it. */
function removalOf(alias: TSESTree.Identifier, source: SourceCode): TextEdit[] {
  const uses = placesOf(variableOf(source, alias)).filter((place) => place !== alias);
  const statement = alias.parent.parent;
  const isAlone = statement?.type === 'VariableDeclaration' && statement.declarations.length === 1;
  return uses.length === 1 && isAlone ? [removeStatement(source, statement)] : [];
}
