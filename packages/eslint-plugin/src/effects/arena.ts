import type { TSESTree } from '@typescript-eslint/utils';

import type { AbstractObject } from './abstract-object.js';
import type { Guard, HeldLock, Read } from './access.js';
import type { Derivation, Place } from './value.js';

/**
 * Makes every object, read, derivation, place and guard of a file once, so that equal ones are one
 * and the solver comes to an end.
 */
export class Arena {
  readonly #made = new Map<string, unknown>();
  readonly #objects = new Map<TSESTree.Node, Map<string, AbstractObject>>();
  readonly #places = new Map<AbstractObject, Map<string, Place>>();
  readonly #lists = new Map<AbstractObject, Map<string, Place>>();
  readonly #derivations = new Map<Read, Map<TSESTree.Node, Map<string, Derivation>>>();
  readonly #asked = new Map<Read, Map<TSESTree.Node, Map<string, Derivation>>>();
  readonly #ids = new WeakMap<object, number>();
  #nextId = 0;

  object(
    node: TSESTree.Node,
    context: string,
    make: () => Omit<AbstractObject, 'id' | 'node' | 'context'>,
  ): AbstractObject {
    const made = innerOf(this.#objects, node);
    return madeOnce(made, context, () => {
      return { id: `object|${this.#id(node)}|${context}`, node, context, ...make() };
    });
  }

  /** A read of another file is one for each call that leads to it. */
  read(what: string, read: Read): Read {
    const { node, site, guards } = read;
    const from = site ? this.#id(site) : '';
    return this.#intern(
      `read|${this.#id(node)}|${from}|${what}|${this.#idsOf(guards)}`,
      () => read,
    );
  }

  derivation(read: Read, path: string, node: TSESTree.Node, isAsked = false): Derivation {
    const made = innerOf(innerOf(isAsked ? this.#asked : this.#derivations, read), node);
    return madeOnce(made, path, () => ({ read, path, node, isAsked }));
  }

  place(object: AbstractObject, path: string, list: boolean): Place {
    const made = innerOf(list ? this.#lists : this.#places, object);
    return madeOnce(made, path, () => ({ object, path, list }));
  }

  guard(
    kind: Guard['kind'],
    node: TSESTree.Node,
    owner: string | undefined,
    lock?: HeldLock,
  ): Guard {
    const key = `guard|${kind}|${this.#id(node)}|${owner}|${lock?.key}`;
    return this.#intern(key, () => ({ kind, node, owner, lock }));
  }

  /** A name for the object that no other one has. */
  #id(object: object): number {
    let id = this.#ids.get(object);
    if (id === undefined) {
      id = this.#nextId;
      this.#nextId += 1;
      this.#ids.set(object, id);
    }
    return id;
  }

  #idsOf(objects: ReadonlySet<object>): string {
    return objects.size === 0
      ? ''
      : [...objects]
          .map((object) => this.#id(object))
          .sort()
          .join();
  }

  #intern<T>(key: string, make: () => T): T {
    return madeOnce(this.#made as Map<string, T>, key, make);
  }
}

function madeOnce<K, T>(made: Map<K, T>, key: K, make: () => T): T {
  let known = made.get(key);
  if (known === undefined) made.set(key, (known = make()));
  return known;
}

function innerOf<K, L, T>(outer: Map<K, Map<L, T>>, key: K): Map<L, T> {
  return madeOnce(outer, key, () => new Map<L, T>());
}
