import type { TSESLint } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import type { Evidence } from './access.js';
import type { Argument, CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import type { Library, Operation, ReceiverKind } from './library.js';
import { hasPart } from './select.js';
import type { State } from './state.js';
import type { Value } from './value.js';

export interface Match {
  readonly library: Library;
  readonly operation: Operation;
  readonly evidence: Evidence;
}

/** The libraries that a file may use, by the methods of their operations. */
export class LibraryIndex {
  readonly #byMethod = new Map<string, { library: Library; operation: Operation }[]>();
  readonly #patterns: { library: Library; operation: Operation; pattern: RegExp }[] = [];
  readonly #imported: ReadonlySet<string>;
  /** Libraries of which the file calls a method that no other one has. */
  readonly #seen = new Set<Library>();

  constructor(libraries: readonly Library[], source: Readonly<TSESLint.SourceCode>) {
    this.#imported = importedPackages(source);
    const called = methodsCalled(source.text);
    for (const library of libraries) {
      if (distinctiveMethods(library).some((name) => called.has(name))) this.#seen.add(library);
      for (const operation of library.operations) this.#add(library, operation);
    }
  }

  /** The operation that the call is, by the best evidence; earlier libraries win a tie. */
  match(site: CallSite, frame: Frame, state: State): Match | undefined {
    let best: (Match & { rank: number }) | undefined;
    for (const { library, operation } of this.#candidates(site.method ?? functionOf(site))) {
      const rank = this.#rank(library, operation, site);
      if (rank === 0 || (best && best.rank >= rank)) continue;
      if (!fits(operation, site, frame, state)) continue;
      best = { library, operation, rank, evidence: rank > 2 ? 'import' : 'shape' };
    }
    return best;
  }

  #add(library: Library, operation: Operation): void {
    const { method } = operation;
    if (method instanceof RegExp) {
      this.#patterns.push({ library, operation, pattern: method });
      return;
    }
    for (const name of [method].flat()) {
      const known = this.#byMethod.get(name) ?? [];
      known.push({ library, operation });
      this.#byMethod.set(name, known);
    }
  }

  *#candidates(method: string): Iterable<{ library: Library; operation: Operation }> {
    yield* this.#byMethod.get(method) ?? [];
    for (const entry of this.#patterns) if (entry.pattern.test(method)) yield entry;
  }

  /** 4: its own entity; 3: imported; 2: a method only it has; 1: any active record; 0: no evidence. */
  #rank(library: Library, operation: Operation, site: CallSite): number {
    if (hasEntityOf(library, site.receiver)) return 4;
    if (library.packages.some((name) => this.#imported.has(name))) return 3;
    if (operation.distinctive || this.#seen.has(library)) return 2;
    if (library.receivers?.test(receiverName(site))) return 2;
    return library.packages.length === 0 ? 1 : 0;
  }
}

/** `readFile` of `readFile(path)`. */
function functionOf({ node }: CallSite): string {
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : unwrap(node.callee);
  return callee.type === 'Identifier' ? callee.name : '';
}

/** `userRepository` of `this.userRepository.find()`; the function's name of `getRepository(User)`. */
function receiverName({ receiverNode }: CallSite): string {
  const node = receiverNode && unwrap(receiverNode);
  const callee = node?.type === 'CallExpression' ? unwrap(node.callee) : node;
  const path = callee && memberPath(callee);
  return path ? (path.find((part) => /^prisma/i.test(part)) ?? path.at(-1) ?? '') : '';
}

function hasEntityOf(library: Library, receiver: Value | undefined): boolean {
  for (const { object } of receiver?.places ?? []) {
    if (object.resource?.library === library) return true;
  }
  return false;
}

function fits(operation: Operation, site: CallSite, frame: Frame, state: State): boolean {
  if (!isReceiver(operation.on, site)) return false;
  // `rows.find((row) => …)` is the array's.
  if (operation.kind === 'read' && takesFunctionFirst(site)) return false;
  if (operation.awaited && !isAwaited(site.node)) return false;
  if (operation.kind === 'persist') {
    const isGiven = entityArgument(site) !== undefined;
    if (isGiven !== (operation.entity === 'argument')) return false;
  }
  return operation.present ? hasPart(site, operation.present, frame, state) : true;
}

function isReceiver(kind: ReceiverKind, { receiver, receiverNode }: CallSite): boolean {
  if (kind === 'any') return true;
  if (kind === 'function') return receiverNode === undefined;
  if (!receiver || !receiverNode) return false;
  const isEntity = [...receiver.places].some(({ object, path, list }) => {
    if (list) return false;
    if (object.origin === 'shared') return path !== '' || object.name === 'this';
    return !/^(handle|class|literal)$/.test(object.origin);
  });
  return kind === 'entity' ? isEntity : !isCopy(receiver);
}

function takesFunctionFirst({ args }: CallSite): boolean {
  return (args[0]?.value.functions.size ?? 0) > 0;
}

/** The first argument that may be the copy of a row; literals hold options. */
export function entityArgument({ args }: CallSite): Argument | undefined {
  return args.find(({ value }) => {
    return [...value.places].some(({ object }) => !/^(handle|class|literal)$/.test(object.origin));
  });
}

/** Whether the value is surely the in-memory copy of a row, so that no model's method is called. */
function isCopy(receiver: Value): boolean {
  for (const { object, list } of receiver.places) {
    if (
      !list &&
      (object.origin === 'stored' || object.origin === 'created') &&
      object.resource?.library
    ) {
      return true;
    }
  }
  return false;
}

/** Methods that tell the library by their name alone. */
function distinctiveMethods({ operations }: Library): string[] {
  return operations.flatMap(({ distinctive, present, method }) => {
    return distinctive && !present && !(method instanceof RegExp) ? [method].flat() : [];
  });
}

function methodsCalled(text: string): Set<string> {
  return new Set([...text.matchAll(/\.(\w+)\s*\(/g)].map(([, name = '']) => name));
}

/** The packages that a file imports or requires, deep imports by their package's name. */
function importedPackages(source: Readonly<TSESLint.SourceCode>): Set<string> {
  const names = new Set<string>();
  for (const [, name] of source.text.matchAll(
    /(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g,
  )) {
    if (name) names.add(packageOf(name));
  }
  return names;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
