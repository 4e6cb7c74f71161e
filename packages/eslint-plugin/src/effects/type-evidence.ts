import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

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

/** The few members of TypeScript's objects that are read; any version that has them will do. */
interface Type {
  readonly symbol?: Symbol;
  readonly aliasSymbol?: Symbol;
  readonly types?: readonly Type[];
}

interface Symbol {
  readonly name: string;
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[];
}

interface Checker {
  getTypeAtLocation(node: unknown): Type;
  getTypeArguments?(type: Type): readonly Type[];
}

interface Services {
  readonly program?: { getTypeChecker?(): Checker } | null;
  readonly esTreeNodeToTSNodeMap?: { get(node: unknown): unknown };
}

/** The evidence of the file's type checker, or nothing where the host has none. */
export function typeEvidence(source: Readonly<TSESLint.SourceCode>): TypeEvidence | undefined {
  const services = source.parserServices as Services | undefined;
  const checker = services?.program?.getTypeChecker?.();
  const nodes = services?.esTreeNodeToTSNodeMap;
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
    .map((symbol) => ({ name: symbol.name, package: packageOf(symbol) }));
}

function packageOf({ declarations = [] }: Symbol): string | undefined {
  const file = declarations[0]?.getSourceFile().fileName ?? '';
  const inner = file.split('/node_modules/').at(-1) ?? '';
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(inner)?.[0];
  return file.includes('/node_modules/') && name !== 'typescript' ? name : undefined;
}
