import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { lastName, memberPath } from '../../syntax/member-path.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Scopes } from '../scopes.js';
import { guardVariables } from './guard-variables.js';
import { arg } from '../operation.js';
import {
  acquire,
  CALL,
  exclusive,
  release,
  type LockLibrary,
  type LockOperation,
} from './lock-library.js';
import { LockResolver } from './lock-resolver.js';
import type { Lock, LockUse } from './lock-use.js';
import { argumentOf } from './maker-arguments.js';
import { librariesByMethod, type LibrariesByMethod } from './methods.js';

/** No lock of any library, and none that only a name tells, is in a text without one of these. */
const MENTIONS = /(?:^|[^bc])lock|mutex|sema(?!n)|exclusive|p-limit|p-queue|executor/i;

/**
 * The calls of a file that take locks, let them go, or run a callback under them.
 *
 * - **Cost:** one look at every node of a file whose text mentions a lock; else one scan of the text.
 */
export class LockIndex {
  /** All calls of a file that may use locks. */
  readonly calls: readonly TSESTree.CallExpression[];
  readonly #uses = new Map<TSESTree.Node, LockUse>();
  readonly #resolver: LockResolver;
  readonly #methods: LibrariesByMethod;
  readonly #scopes: Scopes;
  readonly #libraries: readonly LockLibrary[];

  constructor(
    calls: readonly TSESTree.CallExpression[],
    scopes: Scopes,
    libraries: readonly LockLibrary[],
  ) {
    this.calls = calls;
    this.#scopes = scopes;
    this.#libraries = libraries;
    this.#resolver = new LockResolver(libraries, scopes);
    this.#methods = librariesByMethod(libraries);
    for (const node of calls) this.#add(node);
    for (const use of [...this.#uses.values()]) this.#addGuardReleases(use);
  }

  /** Whether no lock is taken or let go. */
  get isEmpty(): boolean {
    return this.#uses.size === 0;
  }

  /** In the order of the text, but releases by what taking gave last. */
  get all(): Iterable<LockUse> {
    return this.#uses.values();
  }

  at(node: TSESTree.Node): LockUse | undefined {
    return this.#uses.get(node);
  }

  #add(node: TSESTree.CallExpression): void {
    const callee = unwrap(node.callee);
    const member = callee.type === 'MemberExpression' ? callee : undefined;
    const method = member ? staticName(member) : CALL;
    if (method === undefined || (!member && callee.type !== 'Identifier')) return;
    const lock = this.#methods.has(method)
      ? this.#resolver.lockOf(member ? member.object : callee, method)
      : undefined;
    const operation = lock && operationOf(lock, method, node);
    const use = operation ? this.#useOf(node, lock, operation) : this.#byFunction(node, callee);
    if (use) this.#uses.set(node, use);
  }

  /** `acquireUserLock(id)` and `releaseUserLock(id)`, or a function that a package exports. */
  #byFunction(node: TSESTree.CallExpression, callee: TSESTree.Node): LockUse | undefined {
    const exported = this.#resolver.exportedLock(callee);
    const named = exported && operationOf(exported.lock, exported.method, node);
    if (named) return this.#useOf(node, exported.lock, named);
    const name = lastName(callee) ?? '';
    for (const library of this.#libraries) {
      if (!library.functions) continue;
      const taken = library.functions.acquire.exec(name);
      const letGo = library.functions.release.exec(name);
      const what = taken?.[1] ?? letGo?.[1] ?? letGo?.[2];
      const path = what === undefined ? undefined : memberPath(callee);
      if (what === undefined || !path) continue;
      const id = `function ${[...path.slice(0, -1), what.toLowerCase()].join('.')}`;
      const lock: Lock = {
        id,
        name: path.join('.'),
        library,
        evidence: 'shape',
        isExclusive: undefined,
      };
      const takes = isGivenCallback(node) ? RUN_UNDER : TAKE;
      return this.#useOf(node, lock, taken ? takes : LET_GO);
    }
    return undefined;
  }

  #useOf(node: TSESTree.CallExpression, lock: Lock, operation: LockOperation): LockUse {
    const isKeyed = lock.maker ? lock.maker.keyed === true : true;
    const selected = isKeyed && operation.key ? argumentOf(node, operation.key) : undefined;
    const callback = operation.kind === 'exclusive' ? callbackOf(node, selected) : undefined;
    return {
      kind: operation.kind,
      node,
      lock,
      operation,
      key: selected === callback ? undefined : selected,
      callback,
      guards: operation.kind === 'acquire' ? guardVariables(node, this.#scopes) : [],
    };
  }

  /** `release()`, `guard.release()`, `redlock.unlock(guard)`. */
  #addGuardReleases(taken: LockUse): void {
    const { lock } = taken;
    for (const { references } of taken.guards) {
      for (const { identifier } of references) {
        const call = callOn(identifier);
        const operation = call && guardRelease(lock, call.method);
        if (operation) {
          this.#uses.set(call.node, {
            kind: 'release',
            node: call.node,
            lock,
            operation,
            key: taken.key,
            guards: [],
            taken,
          });
        }
      }
    }
  }
}

const TAKE = acquire({ method: CALL, key: arg(0) });
const RUN_UNDER = exclusive({ method: CALL, key: arg(0) });
const LET_GO = release({ method: CALL, on: 'lock', key: arg(0) });

/** Whether the file may use a lock, as far as one look at its text tells. */
export function mentionsLock(text: string, libraries: readonly LockLibrary[]): boolean {
  return (
    MENTIONS.test(text) ||
    libraries.some(({ names = [] }) => names.some((name) => text.includes(name)))
  );
}

/** Whether the file's code uses a lock, and not only its comments and strings speak of one. */
export function usesLock(
  { text }: Readonly<TSESLint.SourceCode>,
  code: string,
  libraries: readonly LockLibrary[],
): boolean {
  const packages = libraries.flatMap((library) => library.packages);
  return mentionsLock(code, libraries) || packages.some((name) => text.includes(name));
}

/** Where one method both takes the lock and runs a callback under it, the arguments tell. */
function operationOf(
  { library, evidence }: Lock,
  method: string,
  call: TSESTree.CallExpression,
): LockOperation | undefined {
  // A name alone does not tell a lock that is a function from any other function.
  if (method === CALL && evidence === 'shape') return undefined;
  const fitting = library.operations.filter((operation) => {
    return [operation.method].flat().includes(method) && !isOnGuard(operation);
  });
  const hasCallback = isGivenCallback(call);
  const wanted = fitting.find(({ kind }) => (kind === 'exclusive') === hasCallback);
  return wanted ?? fitting[0];
}

function isGivenCallback({ arguments: args }: TSESTree.CallExpression): boolean {
  return args.some((argument) => isFunction(unwrap(argument)));
}

function isOnGuard(operation: LockOperation): boolean {
  return operation.kind === 'release' && operation.on === 'guard';
}

function guardRelease({ library }: Lock, method: string): LockOperation | undefined {
  return library.operations.find((operation) => {
    return isOnGuard(operation) && [operation.method].flat().includes(method);
  });
}

/** The callback: the first function, else the last argument that is not the key. */
function callbackOf(
  { arguments: args }: TSESTree.CallExpression,
  key: TSESTree.Node | undefined,
): TSESTree.Node | undefined {
  const nodes = args.map(unwrap);
  const written = nodes.find(isFunction);
  return written ?? nodes.find((node) => node !== key) ?? nodes[0];
}

/** The call that is made on a variable, and its method. */
function callOn(
  identifier: TSESTree.Node,
): { node: TSESTree.CallExpression; method: string } | undefined {
  const { parent } = identifier;
  if (parent?.type === 'CallExpression' && parent.callee === identifier) {
    return { node: parent, method: CALL };
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return undefined;
  const method = staticName(parent);
  const call = parent.parent;
  const isCalled = call.type === 'CallExpression' && call.callee === parent;
  return isCalled && method !== undefined ? { node: call, method } : undefined;
}
