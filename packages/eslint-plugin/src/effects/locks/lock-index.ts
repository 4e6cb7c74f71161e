import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import type { Scopes } from '../scopes.js';
import { guardVariables } from './guard-variables.js';
import { CALL, type LockLibrary, type LockOperation } from './lock-library.js';
import { LockResolver } from './lock-resolver.js';
import type { Lock, LockUse } from './lock-use.js';
import { argumentOf } from './maker-arguments.js';

/** No lock of any library can be in a text without one of these. */
const MENTIONS = /lock|mutex|sema|limit|queue|exclusive|executor/i;

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
  readonly #methods: ReadonlySet<string>;
  readonly #scopes: Scopes;

  constructor(
    source: Readonly<TSESLint.SourceCode>,
    scopes: Scopes,
    libraries: readonly LockLibrary[],
  ) {
    this.#scopes = scopes;
    this.#resolver = new LockResolver(libraries, scopes);
    this.#methods = new Set(
      libraries.flatMap(({ operations }) => operations.flatMap(({ method }) => method)),
    );
    this.calls = mentionsLock(source.text, libraries) ? callsIn(source) : [];
    for (const node of this.calls) this.#add(node);
    for (const use of [...this.#uses.values()]) this.#addGuardReleases(use);
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
    if (method === undefined || !this.#methods.has(method)) return;
    if (method === CALL && callee.type !== 'Identifier') return;
    const lock = this.#resolver.lockOf(member ? member.object : callee, method);
    const operation = lock && operationOf(lock, method, node);
    if (operation) this.#uses.set(node, this.#useOf(node, lock, operation));
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

function mentionsLock(text: string, libraries: readonly LockLibrary[]): boolean {
  const given = libraries.flatMap(({ names = [] }) => names);
  return MENTIONS.test(text) || given.some((name) => text.includes(name));
}

function callsIn(source: Readonly<TSESLint.SourceCode>): TSESTree.CallExpression[] {
  return [...walk(source, source.ast)].filter((node) => node.type === 'CallExpression');
}

/** Where one method both takes the lock and runs a callback under it, the arguments tell. */
function operationOf(
  { library, evidence }: Lock,
  method: string,
  { arguments: args }: TSESTree.CallExpression,
): LockOperation | undefined {
  // A name alone does not tell a lock that is a function from any other function.
  if (method === CALL && evidence === 'shape') return undefined;
  const fitting = library.operations.filter((operation) => {
    return [operation.method].flat().includes(method) && !isOnGuard(operation);
  });
  const hasCallback = args.some((argument) => isFunction(unwrap(argument)));
  const wanted = fitting.find(({ kind }) => (kind === 'exclusive') === hasCallback);
  return wanted ?? fitting[0];
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
