import type { TSESTree } from '@typescript-eslint/utils';

/** The expression without what has no effect at run time: `x!`, `x as T`, `x satisfies T`, `<T>x`, the chain of `?.`. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (
    WRAPPERS.has(inner.type) &&
    'expression' in inner &&
    typeof inner.expression === 'object'
  ) {
    inner = inner.expression;
  }
  return inner;
}

const WRAPPERS = new Set<string>([
  'ChainExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSInstantiationExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

/** The outermost expression that `unwrap` leads from to the node. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && WRAPPERS.has(outer.parent.type)) outer = outer.parent;
  return outer;
}

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression'
  );
}

export function isLoop(node: TSESTree.Node): node is Loop {
  return (LOOPS as ReadonlySet<string>).has(node.type);
}

export type Loop =
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement;

export const LOOPS: ReadonlySet<`${Loop['type']}`> = new Set([
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'WhileStatement',
]);

type Named =
  | TSESTree.AccessorProperty
  | TSESTree.MemberExpression
  | TSESTree.MethodDefinition
  | TSESTree.Property
  | TSESTree.PropertyDefinition;

/** The name of a property that is known before run time; a private name keeps its `#`. */
export function staticName(node: Named): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier' && !node.computed) return key.name;
  return literalText(unwrap(key));
}

function literalText(node: TSESTree.Node): string | undefined {
  if (node.type === 'Literal') return isKey(node.value) ? String(node.value) : undefined;
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** `null` or `undefined`, as written. */
export function isNothing(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Literal') return inner.raw === 'null';
  return inner.type === 'Identifier' && inner.name === 'undefined';
}

/** The statements of a branch, with braces or without. */
export function statementsOf(branch: TSESTree.Statement): readonly TSESTree.Statement[] {
  return branch.type === 'BlockStatement' ? branch.body : [branch];
}

/** The statement that a branch is, where it is but one. */
export function onlyStatement(branch: TSESTree.Statement): TSESTree.Statement | undefined {
  const [only, ...others] = statementsOf(branch);
  return others.length === 0 ? only : undefined;
}
