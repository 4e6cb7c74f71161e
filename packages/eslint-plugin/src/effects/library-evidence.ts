import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import type { CallSite } from './call-site.js';
import type { Library } from './library.js';
import type { Operation } from './operation.js';
import type { Value } from './value.js';

/** What the text of a file says about the libraries in use. */
export class LibraryEvidence {
  /** The packages and modules that the file imports or requires. */
  readonly imported: ReadonlySet<string>;
  /** Libraries of which the file calls a method that no other one has. */
  readonly #seen = new Set<Library>();
  readonly #named = new Set<Library>();

  constructor(libraries: readonly Library[], source: Readonly<TSESLint.SourceCode>) {
    this.imported = importedPackages(source);
    const called = methodsCalled(source.text);
    for (const library of libraries) {
      if (isSeen(library, called)) this.#seen.add(library);
      if (isNamed(library, source.text)) this.#named.add(library);
    }
  }

  /** 4: its own entity; 3: imported; 2: a method only it has; 1: any active record; 0: no evidence. */
  rank(library: Library, operation: Operation, site: CallSite): number {
    if (hasEntityOf(library, site.receiver)) return 4;
    if (this.isImported(library)) return 3;
    if (operation.distinctive || this.#seen.has(library)) return 2;
    if (site.receiverNode && library.receivers?.test(receiverName(site.receiverNode))) return 2;
    return library.packages.length === 0 && !library.types ? 1 : 0;
  }

  /** The same for a statement that is built by calls on `root`. */
  rankOfChain(library: Library, operation: Operation, root: TSESTree.Node): number {
    if (this.isImported(library)) return 3;
    if (operation.distinctive || this.#seen.has(library)) return 2;
    return library.receivers?.test(receiverName(root)) ? 2 : 0;
  }

  /** Whether a call on something of that name may be the operation, before anything is followed. */
  isPossible(library: Library, operation: Operation, receiver: string): boolean {
    if (this.isImported(library) || operation.distinctive || this.#seen.has(library)) return true;
    if (library.packages.length === 0 && !library.types) return true;
    return library.receivers !== undefined && (receiver === '' || library.receivers.test(receiver));
  }

  /** Whether the file imports the library, or names a type that only it has. */
  isImported(library: Library): boolean {
    return this.#named.has(library) || library.packages.some((name) => this.imported.has(name));
  }
}

/** `userRepository` of `this.userRepository.find()`; the function's name of `getRepository(User)`. */
function receiverName(receiver: TSESTree.Node): string {
  const node = unwrap(receiver);
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : node;
  const path = memberPath(callee);
  return path ? (path.find((part) => /^prisma/i.test(part)) ?? path.at(-1) ?? '') : '';
}

function hasEntityOf(library: Library, receiver: Value | undefined): boolean {
  for (const { object } of receiver?.places ?? []) {
    if (object.resource?.library === library) return true;
  }
  return false;
}

/** Whether the text calls methods that tell the library by their names alone. */
function isSeen({ operations }: Library, called: ReadonlySet<string>): boolean {
  return operations.some(({ distinctive, present, method, with: others = [] }) => {
    if (!distinctive || present || method instanceof RegExp) return false;
    const isCalled = (name: string): boolean => called.has(name);
    return [method].flat().some(isCalled) && others.every(isCalled);
  });
}

function methodsCalled(text: string): Set<string> {
  return new Set([...text.matchAll(/\.(\w+)\s*\(/g)].map(([, name = '']) => name));
}

function isNamed({ types }: Library, text: string): boolean {
  return types !== undefined && new RegExp(`\\b(${types.join('|')})\\b`).test(text);
}

/** The packages that a file imports or requires, deep imports by their own name and the package's. */
function importedPackages(source: Readonly<TSESLint.SourceCode>): Set<string> {
  const names = new Set<string>();
  for (const [, name] of source.text.matchAll(
    /(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g,
  )) {
    if (name) names.add(packageOf(name)).add(name);
  }
  return names;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
