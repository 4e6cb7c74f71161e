import { findVariable, getStaticValue } from '@eslint-community/eslint-utils';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;
type ForeignScope = Parameters<typeof findVariable>[0];
type ForeignNode = Parameters<typeof getStaticValue>[0];

/** The variable that the identifier stands for. */
export function variableOf(
  source: SourceCode,
  identifier: TSESTree.Identifier,
): TSESLint.Scope.Variable | undefined {
  const scope = source.getScope(identifier) as unknown as ForeignScope;
  const variable = findVariable(scope, identifier.name);
  return (variable as TSESLint.Scope.Variable | null) ?? undefined;
}

/** The places in the file where the variable stands. */
export function placesOf(variable: TSESLint.Scope.Variable | undefined): TSESTree.Identifier[] {
  const places = variable?.references.map((reference) => reference.identifier) ?? [];
  return places.filter((node) => node.type === 'Identifier');
}

/** The value that an expression has whenever it is evaluated, if it always has the same. */
export function staticValueOf(
  source: SourceCode,
  node: TSESTree.Node,
): { readonly value: unknown } | undefined {
  const scope = source.getScope(node) as unknown as ForeignScope;
  return getStaticValue(node as unknown as ForeignNode, scope) ?? undefined;
}
