import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

export type ModuleKind = 'esm' | 'commonjs';

/** How the file takes values from other modules; what it does counts before what the parser was told. */
export function moduleKind({ ast }: Readonly<TSESLint.SourceCode>): ModuleKind {
  if (ast.body.some((node) => ESM.test(node.type))) return 'esm';
  if (ast.body.some(isCommonJs)) return 'commonjs';
  return ast.sourceType === 'module' ? 'esm' : 'commonjs';
}

const ESM = /^(?:Import|ExportNamed|ExportDefault|ExportAll)Declaration$/;

function isCommonJs(node: TSESTree.Statement): boolean {
  if (isRequireStatement(node)) return true;
  return (
    node.type === 'ExpressionStatement' &&
    node.expression.type === 'AssignmentExpression' &&
    node.expression.left.type === 'MemberExpression' &&
    EXPORTS.has(rootName(node.expression.left))
  );
}

const EXPORTS = new Set(['module', 'exports']);

/** `const x = require('y')`, with whatever is taken from it, or a bare `require('y')`. */
export function isRequireStatement(node: TSESTree.Statement): boolean {
  if (node.type === 'ExpressionStatement') return rootName(node.expression) === 'require';
  if (node.type !== 'VariableDeclaration') return false;
  return node.declarations.some(({ init }) => init !== null && rootName(init) === 'require');
}

/** The module that a `require('module')` call names. */
export function requiredModule(node: TSESTree.Expression | null): string | undefined {
  if (node?.type !== 'CallExpression' || rootName(node.callee) !== 'require') return undefined;
  const [first] = node.arguments;
  if (node.callee.type !== 'Identifier' || first?.type !== 'Literal') return undefined;
  return typeof first.value === 'string' ? first.value : undefined;
}

function rootName(node: TSESTree.Expression): string {
  if (node.type === 'MemberExpression') return rootName(node.object);
  if (node.type === 'CallExpression') return rootName(node.callee);
  return node.type === 'Identifier' ? node.name : '';
}
