import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { insertBefore, removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { placesOf } from '../../syntax/variables.js';
import { isIndependent } from '../arithmetic.js';
import type { Repair } from '../repair.js';
import { idleDeclarations, writtenSum, type WrittenSum } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `set(key, Number(await get(key)) + 1)` becomes `incr(key)`. */
export function atomicEntry(race: Race, source: SourceCode): Repair | undefined {
  const { write } = race;
  const { call, operation, library, node } = write;
  const idiom = library?.idioms?.incrementEntry;
  if (!idiom || write.kind !== 'put' || operation?.kind !== 'put' || call?.args.length !== 2)
    return undefined;
  const [key, value] = call.args;
  const store = call.receiverNode;
  if (!key || !value || !store || !memberPath(store) || write.facts.length > 0) return undefined;
  const sum = writtenSum(asNumber(value.node), race, source);
  if (!sum || !isIndependent(sum, 'entry', source) || !isStatement(node)) return undefined;
  const uses = usesOf(sum, value.node, race, source);
  const text = idiom({
    store: source.getText(store),
    key: source.getText(key.node),
    operator: sum.operator,
    amount: sum.amount ? source.getText(sum.amount) : '',
    imports: (name) => new RegExp(`['"]${name}['"]`).test(source.text),
  });
  return (
    uses && {
      kind: 'atomic-update',
      label: 'Add in the store',
      edits: [replaceNode(node, text), ...uses],
    }
  );
}

/** `n + 1` of `String(n + 1)`, as the store keeps text. */
function asNumber(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  const isString =
    inner.type === 'CallExpression' &&
    inner.callee.type === 'Identifier' &&
    inner.callee.name === 'String';
  return (isString && inner.arguments[0]) || inner;
}

function isStatement(call: TSESTree.Node): boolean {
  const awaited = call.parent;
  return awaited?.type === 'AwaitExpression' && awaited.parent.type === 'ExpressionStatement';
}

/** The name of the new value is given to what the store answers, where the code goes on with it. */
function usesOf(
  { named, amount }: WrittenSum,
  value: TSESTree.Node,
  { write, derivation }: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const statement = enclosingStatement(write.node);
  const later = placesOf(named?.variable).filter(({ range }) => range[0] > write.node.range[1]);
  if (named && placesOf(named.variable).length - 2 !== later.length) return undefined;
  const block = statement.parent;
  const isSeen = later.every(({ range }) => block && range[1] < block.range[1]);
  if (!isSeen) return undefined;
  const isKept = named !== undefined && later.length > 0;
  const gone = [value, ...(isKept ? [named.declaration] : [])];
  const candidates = [named?.declaration, enclosingStatement(derivation.node)];
  const removed = new Set([
    ...gone.slice(1),
    ...idleDeclarations(candidates, gone, amount, source),
  ]);
  const naming = isKept ? [insertBefore(statement, `const ${named.variable.name} = `)] : [];
  return [...naming, ...[...removed].map((at) => removeStatement(source, at))];
}
