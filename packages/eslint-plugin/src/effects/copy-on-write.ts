interface Held<K, V> {
  readonly items: Map<K, V>;
  /** How many maps hold the items; those that nobody knows any more count too. */
  holders: number;
}

/** What every new map holds, so that the first change makes items of its own. */
const EMPTY: Held<unknown, unknown> = { items: new Map(), holders: Infinity };

/** A map whose copies cost nothing until one of them changes. */
export class SharedMap<K, V> implements Iterable<[K, V]> {
  #held: Held<K, V>;

  constructor(held: Held<K, V> = EMPTY as unknown as Held<K, V>) {
    this.#held = held;
  }

  get size(): number {
    return this.#held.items.size;
  }

  copy(): SharedMap<K, V> {
    this.#held.holders += 1;
    return new SharedMap(this.#held);
  }

  /** What it holds, in a map of its own; it is empty from now on. */
  move(): SharedMap<K, V> {
    const moved = new SharedMap(this.#held);
    this.#held = EMPTY as unknown as Held<K, V>;
    return moved;
  }

  get(key: K): V | undefined {
    return this.#held.items.get(key);
  }

  has(key: K): boolean {
    return this.#held.items.has(key);
  }

  /** Whether both are copies of one map and neither has changed since. */
  isSame(other: SharedMap<K, V>): boolean {
    return this.#held === other.#held;
  }

  set(key: K, value: V): void {
    const { items } = this.#held;
    if (items.get(key) !== value || !items.has(key)) this.#own().set(key, value);
  }

  delete(key: K): void {
    if (this.#held.items.has(key)) this.#own().delete(key);
  }

  clear(): void {
    if (this.size > 0) this.become(new SharedMap());
  }

  /** Holds from now on what `other` holds. */
  become(other: SharedMap<K, V>): void {
    other.#held.holders += 1;
    this.#held.holders -= 1;
    this.#held = other.#held;
  }

  /** The same where nobody asks `other` any more. */
  take(other: SharedMap<K, V>): void {
    this.#held.holders -= 1;
    this.#held = other.#held;
  }

  /** Nobody asks this map any more, so that a copy need not spare its items. */
  drop(): void {
    this.#held.holders -= 1;
  }

  keys(): IterableIterator<K> {
    return this.#held.items.keys();
  }

  values(): IterableIterator<V> {
    return this.#held.items.values();
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#held.items[Symbol.iterator]();
  }

  #own(): Map<K, V> {
    if (this.#held.holders > 1) {
      this.#held.holders -= 1;
      this.#held = { items: new Map(this.#held.items), holders: 1 };
    }
    return this.#held.items;
  }
}

/** A set whose copies cost nothing until one of them changes. */
export class SharedSet<T> implements Iterable<T> {
  readonly #items: SharedMap<T, true>;

  constructor(items: SharedMap<T, true> = new SharedMap()) {
    this.#items = items;
  }

  get size(): number {
    return this.#items.size;
  }

  copy(): SharedSet<T> {
    return new SharedSet(this.#items.copy());
  }

  isSame(other: SharedSet<T>): boolean {
    return this.#items.isSame(other.#items);
  }

  move(): SharedSet<T> {
    return new SharedSet(this.#items.move());
  }

  has(item: T): boolean {
    return this.#items.has(item);
  }

  add(item: T): void {
    this.#items.set(item, true);
  }

  delete(item: T): void {
    this.#items.delete(item);
  }

  clear(): void {
    this.#items.clear();
  }

  become(other: SharedSet<T>): void {
    this.#items.become(other.#items);
  }

  take(other: SharedSet<T>): void {
    this.#items.take(other.#items);
  }

  drop(): void {
    this.#items.drop();
  }

  keys(): IterableIterator<T> {
    return this.#items.keys();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.keys();
  }
}
