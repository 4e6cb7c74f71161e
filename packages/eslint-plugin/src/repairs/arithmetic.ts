import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../syntax/member-path.js';
import { isFunction, staticName, unwrap } from '../syntax/node-shapes.js';
import { variableOf } from '../syntax/variables.js';
import { walk } from '../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A new value that is the old one plus or minus an amount. */
export interface Arithmetic {
  readonly operator: '+' | '-';
  /** `undefined` for 1. */
  readonly amount: TSESTree.Expression | undefined;
  /** Whether nothing counts as zero: `(row.n ?? 0) + 1`. */
  readonly countsFromZero?: boolean;
}

/** Columns of these names hold text, for which `+` appends. */
const TEXT_NAME =
  /name|title|text|bio|desc|content|html|body|message|log|note|comment|slug|url|path|email|address|label|token|code|key|summary|history/i;

/** How an assignment, `++` or `--` changes its target, if by arithmetic on the old value. */
export function arithmeticOf(node: TSESTree.Node, source: SourceCode): Arithmetic | undefined {
  if (node.type === 'UpdateExpression') {
    return { operator: node.operator === '++' ? '+' : '-', amount: undefined };
  }
  if (node.type !== 'AssignmentExpression') return undefined;
  if (node.operator === '+=' || node.operator === '-=') {
    return { operator: node.operator === '+=' ? '+' : '-', amount: amountOf(node.right) };
  }
  return node.operator === '=' ? termsOf(node.right, node.left, source) : undefined;
}

/** The arithmetic of `expression` on what `isOld` says is the old value. */
export function termsOf(
  expression: TSESTree.Expression,
  old: TSESTree.Node,
  source: SourceCode,
): Arithmetic | undefined {
  const inner = unwrap(expression);
  if (inner.type !== 'BinaryExpression') return undefined;
  const { left, operator, right } = inner;
  if (operator !== '+' && operator !== '-') return undefined;
  if (isSame(left, old, source)) return { operator, amount: amountOf(right) };
  const given = unwrap(left);
  if (given.type === 'LogicalExpression' && isZero(given.right) && isSame(given.left, old, source))
    return { operator, amount: amountOf(right), countsFromZero: true };
  const isSwapped = operator === '+' && isSame(right, old, source);
  return isSwapped ? { operator, amount: amountOf(left) } : undefined;
}

export function isZero(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && /^(0|'0'|"0")$/.test(inner.raw);
}

function amountOf(node: TSESTree.Expression): TSESTree.Expression | undefined {
  const inner = unwrap(node);
  return inner.type === 'Literal' && inner.value === 1 ? undefined : node;
}

function isSame(left: TSESTree.Node, right: TSESTree.Node, source: SourceCode): boolean {
  return source.getText(unwrap(left)) === source.getText(unwrap(right));
}

/** Whether the amount may be added by the store: a number that does not depend on the old value. */
export function isIndependent(
  { operator, amount }: Arithmetic,
  field: string,
  source: SourceCode,
  entity?: TSESTree.Node,
): boolean {
  if (!amount) return true;
  if (amount.type === 'SequenceExpression') return false;
  if (
    operator === '+' &&
    (isText(amount, source) || (TEXT_NAME.test(field) && !isNumeric(amount)))
  ) {
    return false;
  }
  return !mentions(amount, field, source, entity);
}

function isText(node: TSESTree.Node, source: SourceCode): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'BinaryExpression':
      return isText(inner.left, source) || isText(inner.right, source);
    case 'TemplateLiteral':
      return true;
    case 'Literal':
      return typeof inner.value === 'string';
    case 'CallExpression':
      return TEXT_CALL.test(lastName(inner.callee) ?? '');
    case 'Identifier':
      return isDeclaredText(inner, source);
    default:
      return false;
  }
}

const TEXT_CALL =
  /^(String|toString|join|trim\w*|slice|substring|to(Lower|Upper)Case|pad\w+|stringify|toFixed)$/;

/** Whether the variable's annotation or initial value says that it is text. */
function isDeclaredText(node: TSESTree.Identifier, source: SourceCode): boolean {
  const definition = variableOf(source, node)?.defs[0];
  if (!definition) return false;
  const name: TSESTree.Node = definition.name;
  const type = name.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation.type : undefined;
  if (type) return type === 'TSStringKeyword';
  const init = definition.type === 'Variable' ? definition.node.init : undefined;
  return init?.type === 'Literal' && typeof init.value === 'string';
}

function isNumeric(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'BinaryExpression') return inner.operator !== '+' || isNumeric(inner.left);
  return inner.type === 'Literal' && typeof inner.value === 'number';
}

/** Whether the expression, or a function of this file that it calls, reads the field of the entity. */
export function mentions(
  node: TSESTree.Node,
  field: string,
  source: SourceCode,
  entity?: TSESTree.Node,
  depth = 0,
): boolean {
  for (const inner of walk(source, node)) {
    const isField = inner.type === 'MemberExpression' && staticName(inner) === field;
    if (isField && !(entity && isOfAnother(inner, entity, source))) return true;
    if (inner.type !== 'CallExpression' || inner.callee.type !== 'Identifier') continue;
    const fn = depth < 3 ? functionNamed(inner.callee, source) : undefined;
    if (fn && mentions(fn, field, source, undefined, depth + 1)) return true;
  }
  return false;
}

/** Whether a member of a parameter is read, as `req.body.points`, and the entity was loaded here. */
function isOfAnother(
  member: TSESTree.MemberExpression,
  entity: TSESTree.Node,
  source: SourceCode,
): boolean {
  const [read, changed] = [rootOf(member), rootOf(entity)].map((root) => {
    return root.type === 'Identifier' ? variableOf(source, root)?.defs[0]?.type : undefined;
  });
  return String(read) === 'Parameter' && String(changed) === 'Variable';
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root;
}

function functionNamed(name: TSESTree.Identifier, source: SourceCode): TSESTree.Node | undefined {
  for (let scope = source.getScope?.(name); scope; scope = scope.upper as typeof scope) {
    const definition = scope.set.get(name.name)?.defs[0];
    if (definition?.type === 'FunctionName') return definition.node;
    const init = definition?.type === 'Variable' ? definition.node.init : undefined;
    if (isFunction(init)) return init;
    if (definition) return undefined;
  }
  return undefined;
}
