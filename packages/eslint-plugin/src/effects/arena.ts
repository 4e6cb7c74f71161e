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
  readonly #ids = new WeakMap<object, number>();
  #nextId = 0;

  object(
    node: TSESTree.Node,
    context: string,
    make: () => Omit<AbstractObject, 'id' | 'node' | 'context'>,
  ): AbstractObject {
    const id = `object|${this.#id(node)}|${context}`;
    return this.#intern(id, () => ({ id, node, context, ...make() }));
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
    const key = `derivation|${this.#id(read)}|${path}|${this.#id(node)}|${isAsked}`;
    return this.#intern(key, () => ({ read, path, node, isAsked }));
  }

  place(object: AbstractObject, path: string, list: boolean): Place {
    const key = `place|${this.#id(object)}|${path}|${list}`;
    return this.#intern(key, () => ({ object, path, list }));
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
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}
