import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { ancestors, isInside } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { isLoop, type FunctionNode } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { variableOf } from '../../syntax/variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Statements = readonly TSESTree.Statement[];
type Variable = TSESLint.Scope.Variable;

/** Whether a variable that the statements declare or assign is used in the function around them. */
export function isUsedOutside(
  statements: Statements,
  fn: FunctionNode,
  source: SourceCode,
): boolean {
  return variablesOf(fn, source).some((variable) => {
    const isMade = isDeclaredIn(variable, statements) || isAssignedIn(variable, statements);
    return isMade && hasUseOutside(variable, statements, fn);
  });
}

/** Whether a variable that the statements declare is used in the function around them. */
export function isDeclaredForOutside(
  statements: Statements,
  fn: FunctionNode,
  source: SourceCode,
): boolean {
  return variablesOf(fn, source).some((variable) => {
    return isDeclaredIn(variable, statements) && hasUseOutside(variable, statements, fn);
  });
}

function hasUseOutside(variable: Variable, statements: Statements, fn: FunctionNode): boolean {
  const isDeclared = isDeclaredIn(variable, statements);
  return variable.references.some(({ identifier, init }) => {
    if (isWithin(identifier, statements) || init) return false;
    // What was done with it before is over, unless a loop comes back to it.
    return (
      isDeclared || !isBefore(identifier, statements) || isInLoopWith(identifier, statements, fn)
    );
  });
}

function isBefore(node: TSESTree.Node, [first]: Statements): boolean {
  return first !== undefined && node.range[1] <= first.range[0];
}

/**
 * Whether the type checker would know less of a variable or member in a callback than here: one
 * that is assigned from here on, or a member that a test above has narrowed.
 */
export function losesNarrowing(
  statements: Statements,
  fn: FunctionNode,
  source: SourceCode,
): boolean {
  const start = statements[0]?.range[0] ?? 0;
  const isLate = (node: TSESTree.Node): boolean => {
    return node.range[0] >= start || isInLoopWith(node, statements, fn);
  };
  const isChanged = variablesOf(fn, source).some((variable) => {
    if (isDeclaredIn(variable, statements)) return false;
    const isUsed = variable.references.some(({ identifier }) => isWithin(identifier, statements));
    return (
      isUsed &&
      isPossiblyNarrowed(variable, start) &&
      variable.references.some((use) => use.isWrite() && !use.init && isLate(use.identifier))
    );
  });
  return isChanged || hasNarrowedMember(statements, fn, source);
}

/** Whether the type checker knows more of the variable at the offset than where it is declared. */
function isPossiblyNarrowed({ references, defs }: Variable, offset: number): boolean {
  const [definition] = defs;
  const id: TSESTree.Node | undefined = definition?.name;
  const isPlainLet =
    definition?.type === 'Variable' &&
    definition.node.init !== null &&
    !(id?.type === 'Identifier' && id.typeAnnotation);
  if (!isPlainLet && String(definition?.type) !== 'Parameter') return true;
  return references.some((use) => {
    const isEarly = use.identifier.range[0] < offset;
    return isEarly && ((use.isWrite() && !use.init) || isTested(use.identifier));
  });
}

function isTested({ parent }: TSESTree.Node): boolean {
  return (
    parent !== undefined && /^(Unary|Binary|Logical|Conditional|If|Switch|While)/.test(parent.type)
  );
}

/** Whether the expression can be computed before the statements, with no effect and to the same value. */
export function isSettledBefore(
  key: TSESTree.Node,
  statements: Statements,
  source: SourceCode,
): boolean {
  return [...walk(source, key)].every((node) => {
    if (!PURE.test(node.type) && !isConversion(node)) return false;
    if (node.type === 'MemberExpression') return !isAssignedText(node, statements, source);
    if (node.type !== 'Identifier' || isPropertyName(node)) return true;
    const variable = variableOf(source, node);
    return !variable || !(isDeclaredIn(variable, statements) || isAssignedIn(variable, statements));
  });
}

const PURE =
  /^(Identifier|Literal|MemberExpression|ThisExpression|TemplateLiteral|TemplateElement|BinaryExpression|ChainExpression|TS.*)$/;

/** `Number(req.params.id)` */
function isConversion(node: TSESTree.Node): boolean {
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  return callee?.type === 'Identifier' && /^(Number|String|parseInt|BigInt)$/.test(callee.name);
}

function isPropertyName(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  return parent.type === 'MemberExpression' && parent.property === node && !parent.computed;
}

function isAssignedText(
  member: TSESTree.MemberExpression,
  statements: Statements,
  source: SourceCode,
): boolean {
  const text = source.getText(member);
  return statements.some((statement) =>
    [...walk(source, statement)].some((node) => {
      if (node.type === 'UpdateExpression') return source.getText(node.argument) === text;
      return node.type === 'AssignmentExpression' && source.getText(node.left) === text;
    }),
  );
}

/** The variables that belong to the function, its inner blocks included. */
function variablesOf(fn: FunctionNode, source: SourceCode): Variable[] {
  const scopes: TSESLint.Scope.Scope[] = [source.scopeManager?.acquire(fn) ?? []].flat();
  // The list grows while it is gone through.
  for (const scope of scopes) scopes.push(...scope.childScopes);
  return scopes
    .flatMap(({ variables }) => variables)
    .filter(({ identifiers }) => identifiers.length > 0);
}

function isDeclaredIn({ identifiers }: Variable, statements: Statements): boolean {
  return identifiers.some((identifier) => isWithin(identifier, statements));
}

function isAssignedIn({ references }: Variable, statements: Statements): boolean {
  return references.some((use) => use.isWrite() && isWithin(use.identifier, statements));
}

function isWithin(node: TSESTree.Node, statements: Statements): boolean {
  return statements.some((statement) => isInside(node, statement));
}

function isInLoopWith(node: TSESTree.Node, statements: Statements, fn: TSESTree.Node): boolean {
  for (const outer of ancestors(node)) {
    if (outer === fn) return false;
    if (isLoop(outer) && statements.every((statement) => isInside(statement, outer))) return true;
  }
  return false;
}

/** Whether the statements use a member of something outside them that was tested before them. */
function hasNarrowedMember(statements: Statements, fn: FunctionNode, source: SourceCode): boolean {
  const [first] = statements;
  if (!first) return false;
  const tested = new Set<string>();
  for (const node of walk(source, fn.body)) {
    if (node.range[0] >= first.range[0] || !isNarrowing(node)) continue;
    const path = memberPath(node)?.join('.');
    if (path !== undefined) tested.add(path);
  }
  if (tested.size === 0) return false;
  return statements.some((statement) =>
    [...walk(source, statement)].some((node) => {
      if (node.type !== 'MemberExpression') return false;
      const path = memberPath(node);
      return path !== undefined && tested.has(path.join('.'));
    }),
  );
}

/** Whether a member stands where the type checker learns from it: a test, or an assignment. */
function isNarrowing(node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const { parent } = node;
  switch (parent.type) {
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof';
    case 'BinaryExpression':
      return /^([!=]==?|instanceof|in)$/.test(parent.operator);
    case 'AssignmentExpression':
      return parent.left === node;
    case 'IfStatement':
    case 'WhileStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    case 'SwitchStatement':
      return parent.discriminant === node;
    default:
      return parent.type === 'LogicalExpression';
  }
}
