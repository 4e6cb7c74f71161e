import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import type { CallSite } from './call-site.js';
import type { Library } from './library.js';
import type { Operation } from './operation.js';
import { isPlainMethod, type TextCall } from './sinks/text-calls.js';
import type { Value } from './value.js';

/** A string that begins as a statement does, and goes on as one: "Update data" is none. */
const SQL =
  /['"`]\s*(?:select\b[^;]{1,2000}?\bfrom|insert\b[^;]{1,60}?\binto|update\b[^;]{1,200}?\bset|with\b[^;]{1,200}?\bas)\b/i;

/** What the text of a file says about the libraries in use. */
export class LibraryEvidence {
  /** The packages and modules that the file imports or requires. */
  readonly imported: ReadonlySet<string>;
  /** Libraries that the file imports, or of which it names a type that only they have. */
  readonly #inUse: ReadonlySet<Library>;
  /** Libraries of which the file calls a method that no other one has. */
  readonly #seen: ReadonlySet<Library>;
  readonly #text: string;
  #saysSql: boolean | undefined;

  /** `code` is the text without what no code is, which has the calls. */
  constructor(
    libraries: readonly Library[],
    text: string,
    code: string,
    calls: readonly TextCall[],
  ) {
    const marks = marksOf(libraries);
    this.#text = text;
    this.imported = importedPackages(text);
    this.#inUse = new Set([
      ...[...this.imported].flatMap((name) => marks.byPackage.get(name) ?? []),
      ...typesNamed(text, marks).flatMap((name) => marks.byType.get(name) ?? []),
    ]);
    this.#seen = librariesSeen(calls, code, marks);
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
    if (operation.kind === 'sql' && !this.#mentionsSql()) return false;
    if (this.isImported(library) || operation.distinctive || this.#seen.has(library)) return true;
    if (library.packages.length === 0 && !library.types) return true;
    return library.receivers !== undefined && (receiver === '' || library.receivers.test(receiver));
  }

  /** Whether some text in the file begins as a statement does. */
  #mentionsSql(): boolean {
    return (this.#saysSql ??= SQL.test(this.#text));
  }

  /** Whether the file imports the library, or names a type that only it has. */
  isImported(library: Library): boolean {
    return this.#inUse.has(library);
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

/** What in a text tells of libraries, the same for all files. */
interface Marks {
  readonly byPackage: ReadonlyMap<string, readonly Library[]>;
  readonly byType: ReadonlyMap<string, readonly Library[]>;
  readonly anyType: RegExp | undefined;
  /** Methods that tell the library by their names alone, one of `names` with all `others`. */
  readonly methods: readonly {
    readonly library: Library;
    readonly names: readonly string[];
    readonly others: readonly string[];
  }[];
  readonly anyMethod: ReadonlySet<string>;
}

const known = new WeakMap<readonly Library[], Marks>();

function marksOf(libraries: readonly Library[]): Marks {
  let marks = known.get(libraries);
  if (!marks) {
    const byType = librariesBy(libraries, ({ types = [] }) => types);
    const methods = libraries.flatMap(distinctiveMethods);
    marks = {
      byPackage: librariesBy(libraries, ({ packages }) => packages),
      byType,
      anyType:
        byType.size > 0 ? new RegExp(`\\b(?:${[...byType.keys()].join('|')})\\b`, 'g') : undefined,
      methods,
      anyMethod: new Set(methods.flatMap(({ names, others }) => [...names, ...others])),
    };
    known.set(libraries, marks);
  }
  return marks;
}

function librariesBy(
  libraries: readonly Library[],
  names: (library: Library) => readonly string[],
): Map<string, Library[]> {
  const index = new Map<string, Library[]>();
  for (const library of libraries) {
    for (const name of names(library)) index.set(name, [...(index.get(name) ?? []), library]);
  }
  return index;
}

function distinctiveMethods(library: Library): Marks['methods'] {
  return library.operations.flatMap(({ distinctive, present, method, with: others = [] }) => {
    if (!distinctive || present || method instanceof RegExp) return [];
    return [{ library, names: [method].flat(), others }];
  });
}

function typesNamed(text: string, { anyType }: Marks): string[] {
  return anyType ? [...new Set(text.match(anyType))] : [];
}

function librariesSeen(
  calls: readonly TextCall[],
  text: string,
  { methods, anyMethod }: Marks,
): Set<Library> {
  const telling = calls.filter((call) => anyMethod.has(call.name) && isPlainMethod(call, text));
  const called = new Set(telling.map(({ name }) => name));
  const isCalled = (name: string): boolean => called.has(name);
  const seen = methods.filter(
    ({ names, others }) => names.some(isCalled) && others.every(isCalled),
  );
  return new Set(seen.map(({ library }) => library));
}

/** The packages that a file imports or requires, deep imports by their own name and the package's. */
function importedPackages(text: string): Set<string> {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g)) {
    if (name) names.add(packageOf(name)).add(name);
  }
  return names;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
