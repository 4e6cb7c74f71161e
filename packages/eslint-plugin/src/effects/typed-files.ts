import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { isClass, memberOf, type Class } from './callee.js';
import { declared, heldFunction, signatureOf, type Signature } from './held-function.js';
import { heirsOf, isForeign, type Heir } from './heirs.js';
import { otherFileOf, type OtherFiles } from './other-files.js';
import { parseOtherFile, type Parsing } from './parse-other-file.js';
import type { Scopes } from './scopes.js';
import {
  originOf,
  packageOf,
  servicesOf,
  type Program,
  type TypeScriptFile,
  type TypeScriptNode,
} from './typescript-services.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** How many other files one file may lead to. */
const MAX_FILES = 24;

/** The way to other files, where the linted one was parsed with types. */
export function otherFilesOf(linted: Linted, parsing: Parsing): OtherFiles | undefined {
  const { program, esTreeNodeToTSNodeMap } = servicesOf(linted.source);
  if (!program?.getTypeChecker || !esTreeNodeToTSNodeMap) return undefined;
  return new TypedFiles(linted, program, parsing);
}

interface Linted {
  readonly source: SourceCode;
  readonly scopes: Scopes;
}

/** Follows calls to other files by the type checker that the linted file was parsed with. */
class TypedFiles implements OtherFiles {
  readonly #linted: Linted;
  readonly #program: Program;
  readonly #parsing: Parsing;
  readonly #used = new Set<TypeScriptFile>();
  readonly #called = new Map<TSESTree.Node, FunctionNode | undefined>();

  constructor(linted: Linted, program: Program, parsing: Parsing) {
    this.#linted = linted;
    this.#program = program;
    this.#parsing = parsing;
  }

  calledBy(
    call: TSESTree.CallExpression,
    source: SourceCode,
    isWorth: (text: string) => boolean,
  ): FunctionNode | undefined {
    if (!this.#called.has(call)) this.#called.set(call, this.#find(call, source, isWorth));
    return this.#called.get(call);
  }

  textCalledBy(call: TSESTree.CallExpression, source: SourceCode): string | undefined {
    const declarations = this.#declarations(call, source);
    const texts = declarations.map((declaration) => this.#textOf(declaration));
    return texts.length === 0 ? undefined : texts.join('\n');
  }

  /** The text of a function; of a signature, that of the classes which may have a body for it. */
  #textOf(declaration: TypeScriptNode): string {
    const { text } = declaration.getSourceFile();
    const own = text.slice(declaration.pos, declaration.end);
    if (own.includes('{')) return own;
    const owner = OWNER.exec(text.slice(0, declaration.pos))?.[1];
    const heirs = owner === undefined ? [] : heirsOf(owner, this.#program);
    return heirs.map((heir) => heir.text).join('\n');
  }

  #find(
    call: TSESTree.CallExpression,
    source: SourceCode,
    isWorth: (text: string) => boolean,
  ): FunctionNode | undefined {
    const declarations = this.#declarations(call, source);
    if (!declarations.some((each) => isWorth(each.getSourceFile().text))) return undefined;
    const found = declarations.map((declaration) => this.#nodeOf(declaration));
    const functions = found.flatMap((node) => (node && this.#functionOf(node)) ?? []);
    return new Set(functions).size === 1 ? functions[0] : undefined;
  }

  packagesOf(call: TSESTree.CallExpression, source: SourceCode): readonly string[] {
    const names = this.#allDeclarations(call, source).map((declaration) => {
      return packageOf(declaration.getSourceFile().fileName);
    });
    return names.every((name) => name !== undefined) ? names : [];
  }

  /** Where the program itself declares what is called; nothing where a package does too. */
  #declarations(call: TSESTree.CallExpression, source: SourceCode): readonly TypeScriptNode[] {
    const declarations = this.#allDeclarations(call, source);
    const isOwn = declarations.every((each) => !isForeign(each.getSourceFile(), this.#program));
    return isOwn ? declarations : [];
  }

  #allDeclarations(
    { callee }: TSESTree.CallExpression,
    source: SourceCode,
  ): readonly TypeScriptNode[] {
    const { esTreeNodeToTSNodeMap: nodes } = servicesOf(source);
    const checker = this.#program.getTypeChecker?.();
    const inner = unwrap(callee);
    const name = inner.type === 'MemberExpression' ? inner.property : inner;
    const node = name.type === 'Identifier' ? nodes?.get(name) : undefined;
    if (!checker || node === undefined) return [];
    return originOf(checker.getSymbolAtLocation?.(node), checker)?.declarations ?? [];
  }

  #nodeOf(declaration: TypeScriptNode): TSESTree.Node | undefined {
    const source = this.#sourceOf(declaration.getSourceFile());
    const node = source && servicesOf(source).tsNodeToESTreeNodeMap?.get(declaration);
    return node as TSESTree.Node | undefined;
  }

  #sourceOf(file: TypeScriptFile): SourceCode | undefined {
    const { source } = this.#linted;
    const own = servicesOf(source).esTreeNodeToTSNodeMap?.get(source.ast) as TypeScriptFile;
    if (own.fileName === file.fileName) return source;
    if (this.#used.size >= MAX_FILES && !this.#used.has(file)) return undefined;
    this.#used.add(file);
    return parseOtherFile(file, this.#program, source, this.#parsing)?.source;
  }

  /** What the declaration declares is a function, or a method that no subclass has of its own. */
  #functionOf(node: TSESTree.Node): FunctionNode | undefined {
    const signature = signatureOf(node);
    if (signature) return this.#onlyImplementation(signature);
    const fn = heldFunction(node, otherFileOf(node)?.scopes ?? this.#linted.scopes);
    const owner = fn?.parent.parent?.parent;
    if (fn?.parent.type !== 'MethodDefinition' || !owner || !isClass(owner)) return fn;
    return this.#isOverridden(owner.id?.name, staticName(fn.parent)) ? undefined : fn;
  }

  #isOverridden(name: string | undefined, method: string | undefined): boolean {
    if (name === undefined || method === undefined) return false;
    const own = new RegExp(`(?<![.\\w$])${method.replace(/\$/g, '\\$&')}\\s*[(<=]`);
    const names = new Set([name]);
    for (const base of names) {
      for (const heir of heirsOf(base, this.#program)) {
        if (own.test(heir.text)) return true;
        names.add(heir.name);
      }
    }
    return false;
  }

  /** The method of the one class that implements the interface, or extends the abstract class. */
  #onlyImplementation({ owner, method }: Signature): FunctionNode | undefined {
    const heirs = heirsOf(owner, this.#program).filter((heir) => !this.#isOfTests(heir));
    const [heir] = heirs;
    if (!heir || heirs.length > 1 || this.#isOverridden(heir.name, method)) return undefined;
    const source = this.#sourceOf(heir.file);
    const body = source ? source.ast.body.map(declared) : [];
    const found = body.find((node): node is Class => isClass(node) && node.id?.name === heir.name);
    return found && memberOf(found, method, false);
  }

  #isOfTests({ file }: Heir): boolean {
    return TESTS.test(this.#parsing.nameOf(file.fileName));
  }
}

/** The last class or interface that a text declares. */
const OWNER = /.*\b(?:interface|class)\s+([\w$]+)/s;

const TESTS = /\.(test|spec)\.|(^|[\\/])(__tests__|__mocks__|tests?|e2e)[\\/]|mock|fake|stub/i;
