import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { nodesOf } from '../syntax/walk.js';
import { addOtherFile, type OtherFile } from './other-files.js';
import { Scopes } from './scopes.js';
import type { Program, TypeScriptFile } from './typescript-services.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Longer files are out of sight. */
const MAX_LENGTH = 200_000;

/** The parser of the linted file, which reads other files in the same way. */
export interface Parsing {
  readonly parser?: Parser | undefined;
  readonly parserOptions?: object | undefined;
  /** The folder of the project, and the linted file in it. */
  readonly project: string;
  readonly file: string;
  /** The name of a file as its project calls it. */
  readonly nameOf: (fileName: string) => string;
}

interface Parser {
  parseForESLint?(text: string, options: object): Parsed;
  parse?(text: string, options: object): TSESTree.Program;
}

interface Parsed {
  readonly ast: TSESTree.Program;
  readonly services?: object;
  readonly scopeManager?: unknown;
  readonly visitorKeys?: object;
}

const known = new WeakMap<TypeScriptFile, OtherFile | 'unreadable'>();

/**
 * The tree of another file of the program, as the linted file's parser gives it.
 *
 * - **Cost:** each file is parsed once for all files that are linted.
 * - **Memory:** kept as long as TypeScript keeps its own tree.
 */
export function parseOtherFile(
  file: TypeScriptFile,
  program: Program,
  like: SourceCode,
  parsing: Parsing,
): OtherFile | undefined {
  let other = known.get(file);
  if (!other) known.set(file, (other = parse(file, program, like, parsing) ?? 'unreadable'));
  return other === 'unreadable' ? undefined : other;
}

function parse(
  { text, fileName }: TypeScriptFile,
  program: Program,
  like: SourceCode,
  parsing: Parsing,
): OtherFile | undefined {
  // The tree of the program that is there; a second look at the project would cost as much again.
  const source = parseText(text, fileName, like, parsing, [program]);
  const filename = parsing.nameOf(fileName);
  return source && addOtherFile({ source, filename, scopes: new Scopes(source) });
}

/** A text as the linted file's parser reads it; nothing for one that it refuses. */
export function parseText(
  text: string,
  fileName: string,
  like: SourceCode,
  { parser, parserOptions }: Parsing,
  programs?: readonly Program[],
): SourceCode | undefined {
  if (!parser || text.length > MAX_LENGTH) return undefined;
  const given = parserOptions as { ecmaFeatures?: object } | undefined;
  const options = {
    sourceType: like.ast.sourceType,
    ...parserOptions,
    ecmaFeatures: { ...given?.ecmaFeatures, jsx: fileName.endsWith('x') },
    programs,
    project: undefined,
    projectService: undefined,
    filePath: fileName,
  };
  try {
    return sourceFrom(text, parsed(text, parser, options), like);
  } catch {
    // What the parser refuses is out of sight.
    return undefined;
  }
}

/** A parser that only parses is told what ESLint itself tells it. */
function parsed(text: string, parser: Parser, options: object): Parsed {
  if (parser.parseForESLint) return parser.parseForESLint(text, options);
  if (!parser.parse) throw new TypeError('The parser has no `parse`.');
  const ecma = { ecmaVersion: 'latest', loc: true, range: true, comment: true, tokens: true };
  return { ast: parser.parse(text, { ...ecma, ...options }) };
}

type SourceCodeClass = new (config: object) => SourceCode;

/** The text as rules would see it, in the host's own form. */
function sourceFrom(
  text: string,
  { ast, services, ...rest }: Parsed,
  like: SourceCode,
): SourceCode {
  const HostSourceCode = like.constructor as SourceCodeClass;
  const source = new HostSourceCode({ text, ast, parserServices: services, ...rest });
  link(source);
  return source;
}

/** The host does this on its way over the tree that it lints. */
function link(source: SourceCode): void {
  for (const node of nodesOf(source)) {
    for (const key of source.visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, Children>)[key];
      for (const child of [value].flat()) if (child) child.parent = node;
    }
  }
}

type Child = { parent: TSESTree.Node } | null | undefined;
type Children = Child | Child[];
