import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { namedBy } from '../atomic/written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The expression whose value tells rows apart for a lock. Where several columns name the row, one
 * of them is enough: the lock then keeps out more than it must, and never less.
 */
export function lockKeyOf(read: Read, source: SourceCode): TSESTree.Node | undefined {
  if (!isOneRow(read)) return undefined;
  const { keyNode } = read;
  if (keyNode && (isContext(keyNode) || isCondition(keyNode, source))) return undefined;
  return keyNode ?? columnOf(read) ?? argumentOf(read, source);
}

/** What a program hands to every call, which tells no row. */
const CONTEXT =
  /^(ctx|context|req|request|res|response|options|opts|params|manager|em|tx|trx|session|transaction)$/i;

function isContext(node: TSESTree.Node): boolean {
  return CONTEXT.test(lastName(unwrap(node)) ?? '');
}

const CONDITION =
  /^(query|filters?|where|conditions?|criteria|selector|lookup)$|[a-z](Query|Filters?|Where|Conditions?|Criteria|Selector|Lookup)$/;

/** Whether the expression is an object of columns, which as a text is the same for all rows. */
function isCondition(node: TSESTree.Node, source: SourceCode): boolean {
  const inner = unwrap(node);
  const init = namedBy(inner, source)?.init;
  return CONDITION.test(lastName(inner) ?? '') || init?.type === 'ObjectExpression';
}

/** Whether one row is read: a list's condition is often a list of keys itself. */
function isOneRow({ operation, node }: Read): boolean {
  if (operation?.kind !== 'read') return true;
  if (typeof operation.gives === 'string' && operation.gives !== 'entities') return true;
  // The calls of a chain compare with one value each: `eq('id', id)`.
  if (typeof operation.gives === 'object' && operation.on === 'builder') return true;
  // `const [row] = await …`
  const declarator = node.parent?.type === 'AwaitExpression' ? node.parent.parent : undefined;
  const id = declarator?.type === 'VariableDeclarator' ? declarator.id : undefined;
  return id?.type === 'ArrayPattern' && id.elements.length === 1;
}

/** The value of the `id` of a condition that is written out, or of its first plain column. */
function columnOf({ call, operation }: Read): TSESTree.Node | undefined {
  const isNamed = operation?.kind === 'read' && operation.isKeyBare !== true;
  const selector = isNamed ? operation.key : undefined;
  const at = call?.args[selector?.arg ?? 0]?.node;
  const path = selector ? selector.path : 'where';
  const inner = path === undefined ? undefined : propertyOf(at, path);
  const condition = inner ?? (selector?.path ? undefined : at);
  if (condition?.type !== 'ObjectExpression') return undefined;
  const columns = condition.properties.flatMap((each) => {
    return each.type === 'Property' && isPlain(each.value) ? [each] : [];
  });
  const id = columns.find((each) => /^_?id$/.test(staticName(each) ?? ''));
  const named = columns.find(({ value }) => isNamedRow(value));
  return (id ?? named ?? columns[0])?.value;
}

function propertyOf(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  if (node?.type !== 'ObjectExpression') return undefined;
  const found = node.properties.find((each) => {
    return each.type === 'Property' && staticName(each) === name;
  });
  return found?.type === 'Property' ? found.value : undefined;
}

const NAMES_A_ROW = /(^|[a-z_])(id|uuid|key|slug|code|name|email)$/i;

/** The argument of `findByUuid(uuid)`, or the one of `findOne(ctx, userId)` whose name says so. */
function argumentOf({ call, operation }: Read, source: SourceCode): TSESTree.Node | undefined {
  if (operation?.kind !== 'read') return undefined;
  const nodes = call?.args.map(({ node }) => node) ?? [];
  return operation.key ? nodes.find(isNamedRow) : keyAmong(nodes, source);
}

/** The argument that tells the row by its name, or the only one. */
export function keyAmong(
  nodes: readonly TSESTree.Node[],
  source: SourceCode,
): TSESTree.Node | undefined {
  const [first] = nodes;
  const isTelling = first && isPlain(first) && !isContext(first) && !isCondition(first, source);
  const isOnly = nodes.length === 1 && isTelling;
  return nodes.find(isNamedRow) ?? (isOnly ? first : undefined);
}

function isNamedRow(node: TSESTree.Node): boolean {
  return isPlain(node) && NAMES_A_ROW.test(lastName(node) ?? '');
}

function isPlain(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Literal' || inner.type === 'TemplateLiteral') return true;
  return inner.type === 'MemberExpression' ? !inner.computed : inner.type === 'Identifier';
}
