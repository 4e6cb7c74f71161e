import type { TSESLint } from '@typescript-eslint/utils';

/*
 * The few members of TypeScript's objects that are read, reached through the parser's services alone:
 * nothing of TypeScript is loaded here, and any version that has them will do.
 */

export interface TypeScriptFile {
  readonly fileName: string;
  readonly text: string;
  readonly isDeclarationFile?: boolean;
}

export interface TypeScriptNode {
  readonly pos: number;
  readonly end: number;
  getSourceFile(): TypeScriptFile;
}

export interface TypeScriptSymbol {
  readonly name: string;
  readonly flags: number;
  readonly declarations?: readonly TypeScriptNode[];
}

export interface Type {
  readonly symbol?: TypeScriptSymbol;
  readonly aliasSymbol?: TypeScriptSymbol;
  readonly types?: readonly Type[];
}

export interface Checker {
  getTypeAtLocation(node: unknown): Type;
  getTypeArguments?(type: Type): readonly Type[];
  getSymbolAtLocation?(node: unknown): TypeScriptSymbol | undefined;
  getAliasedSymbol?(symbol: TypeScriptSymbol): TypeScriptSymbol;
}

export interface Program {
  getTypeChecker?(): Checker;
  getSourceFiles?(): readonly TypeScriptFile[];
  isSourceFileFromExternalLibrary?(file: TypeScriptFile): boolean;
}

export interface Services {
  readonly program?: Program | null;
  readonly esTreeNodeToTSNodeMap?: { get(node: unknown): unknown };
  readonly tsNodeToESTreeNodeMap?: { get(node: unknown): unknown };
}

/** What the parser of the file offers; nothing of TypeScript where it was parsed without types. */
export function servicesOf({ parserServices }: Readonly<TSESLint.SourceCode>): Services {
  return (parserServices as Services | undefined) ?? {};
}

/** TypeScript's mark of a symbol that stands for another one: an import, an export from elsewhere. */
const ALIAS = 1 << 21;

/** What an import or a re-export stands for in the end. */
export function originOf(
  symbol: TypeScriptSymbol | undefined,
  checker: Checker,
): TypeScriptSymbol | undefined {
  const isAlias = symbol !== undefined && (symbol.flags & ALIAS) !== 0;
  return isAlias ? checker.getAliasedSymbol?.(symbol) : symbol;
}

/** The package that a file belongs to; types of `@types/pg` are those of `pg`. */
export function packageOf(fileName: string): string | undefined {
  const inner = fileName.split('/node_modules/').at(-1) ?? '';
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(inner)?.[0];
  return fileName.includes('/node_modules/') ? name?.replace(/^@types\//, '') : undefined;
}
