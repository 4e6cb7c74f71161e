/** A map whose copies cost nothing until one of them changes. */
export class SharedMap<K, V> implements Iterable<[K, V]> {
  #items: Map<K, V>;
  #isOwn: boolean;

  constructor(items: Map<K, V> = new Map(), isOwn = true) {
    this.#items = items;
    this.#isOwn = isOwn;
  }

  get size(): number {
    return this.#items.size;
  }

  copy(): SharedMap<K, V> {
    this.#isOwn = false;
    return new SharedMap(this.#items, false);
  }

  get(key: K): V | undefined {
    return this.#items.get(key);
  }

  has(key: K): boolean {
    return this.#items.has(key);
  }

  /** Whether both are copies of one map and neither has changed since. */
  isSame(other: SharedMap<K, V>): boolean {
    return this.#items === other.#items;
  }

  set(key: K, value: V): void {
    if (this.#items.get(key) !== value || !this.#items.has(key)) this.#own().set(key, value);
  }

  delete(key: K): void {
    if (this.#items.has(key)) this.#own().delete(key);
  }

  clear(): void {
    if (this.#items.size > 0) this.become(new SharedMap());
  }

  /** Holds from now on what `other` holds. */
  become(other: SharedMap<K, V>): void {
    this.#items = other.#items;
    this.#isOwn = false;
    other.#isOwn = false;
  }

  keys(): IterableIterator<K> {
    return this.#items.keys();
  }

  values(): IterableIterator<V> {
    return this.#items.values();
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.#items[Symbol.iterator]();
  }

  #own(): Map<K, V> {
    if (!this.#isOwn) {
      this.#items = new Map(this.#items);
      this.#isOwn = true;
    }
    return this.#items;
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

  keys(): IterableIterator<T> {
    return this.#items.keys();
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.#items.keys();
  }
}
