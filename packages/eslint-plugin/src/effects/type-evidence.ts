import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import {
  packageOf,
  servicesOf,
  type Checker,
  type Type,
  type TypeScriptSymbol,
} from './typescript-services.js';

/**
 * What the type checker of the host knows, reached through the parser's services alone, so that
 * nothing of TypeScript is loaded here and a host without types answers nothing.
 */
export interface TypeEvidence {
  /** The class of a typed array or `DataView` whose buffer is a `SharedArrayBuffer` for sure. */
  sharedViewOf(node: TSESTree.Node): string | undefined;
  /** The names of the type and the packages that declare them, unions taken apart. */
  typeNamesOf(node: TSESTree.Node): readonly TypeName[];
}

export interface TypeName {
  readonly name: string;
  /** The npm package whose file declares the type; none for the project's own and for `lib`. */
  readonly package: string | undefined;
}

/** The evidence of the file's type checker, or nothing where the host has none. */
export function typeEvidence(source: Readonly<TSESLint.SourceCode>): TypeEvidence | undefined {
  const { program, esTreeNodeToTSNodeMap: nodes } = servicesOf(source);
  const checker = program?.getTypeChecker?.();
  if (!checker || !nodes) return undefined;
  const partsOf = (node: TSESTree.Node): readonly Type[] => {
    const typed = nodes.get(node);
    const type = typed === undefined ? undefined : checker.getTypeAtLocation(typed);
    return type ? (type.types ?? [type]) : [];
  };
  return {
    sharedViewOf: (node) => sharedView(checker, partsOf(node)),
    typeNamesOf: (node) => partsOf(node).flatMap(namesOf),
  };
}

function sharedView(checker: Checker, parts: readonly Type[]): string | undefined {
  const [part] = parts;
  if (parts.length !== 1 || !part?.symbol || !VIEW.test(part.symbol.name)) return undefined;
  const [buffer] = checker.getTypeArguments?.(part) ?? [];
  return buffer?.symbol?.name === 'SharedArrayBuffer' ? part.symbol.name : undefined;
}

const VIEW = /^(?:(?:Big)?(?:Int|Uint)\d+(?:Clamped)?Array|Float\d+Array|DataView)$/;

function namesOf(type: Type): TypeName[] {
  return [type.aliasSymbol, type.symbol]
    .filter((symbol) => symbol !== undefined)
    .map((symbol) => ({ name: symbol.name, package: declaringPackage(symbol) }));
}

function declaringPackage({ declarations = [] }: TypeScriptSymbol): string | undefined {
  const name = packageOf(declarations[0]?.getSourceFile().fileName ?? '');
  return name === 'typescript' ? undefined : name;
}
