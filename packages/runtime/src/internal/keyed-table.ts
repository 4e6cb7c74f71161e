import { InterlockedError } from '../errors.js';
import { checkCallback, checkNumber, invalid } from './options.js';

/** What a {@link KeyedTable} asks of the locks it holds. */
export interface TableEntry {
  /** What its key was identified by. */
  id: unknown;
  /** Place in the global order in which one task takes several keys. */
  sequence: number;
  /** How many tasks count on the entry to stay, although nobody may hold it. */
  pins: number;
  /** Whether anybody holds it; nobody waits when nobody holds. */
  readonly isLocked: boolean;
  readonly waiting: number;
  /** Whether a request of that many units would be granted without a wait. */
  admits(units: number): boolean;
}

/** How a keyed primitive tells keys apart. */
export interface KeyOptions<K> {
  /**
   * Turns a key into what identifies it, compared as `Map` keys are.
   *
   * Without it keys are primitives, for two objects of equal content are two `Map` keys, and a
   * lock on them would keep nobody out. Pass `(key) => key` to lock by object identity.
   */
  readonly keyOf?: ((key: K) => unknown) | undefined;
}

/** How a keyed lock tells keys apart, and how many it lets wait. */
export interface KeyedOptions<K> extends KeyOptions<K> {
  /** How many may wait for one key; one more is refused. Unbounded unless given. */
  readonly maxWaiting?: number | undefined;
}

/** Locks by key; an entry exists exactly while its key is held, awaited or pinned. */
export class KeyedTable<K, E extends TableEntry> {
  readonly #entries = new Map<unknown, E>();
  /** The entry of one key, outside of the `Map`: keys that are held one by one never get there. */
  #single: E | undefined;
  readonly #identify: (key: K) => unknown;
  readonly #create: () => E;
  /** The entry that became free last: for the next key, for most keys are held one by one. */
  #spare: E | undefined;
  readonly #maxWaiting: number;
  #created = 0;

  constructor(create: () => E, { keyOf, maxWaiting = Infinity }: KeyedOptions<K> = {}) {
    checkNumber('maxWaiting', maxWaiting, 0);
    this.#maxWaiting = maxWaiting;
    this.#create = create;
    this.#identify = toIdentify(keyOf);
  }

  get size(): number {
    return this.#entries.size + (this.#single ? 1 : 0);
  }

  find(key: K): E | undefined {
    return this.#get(this.#identify(key));
  }

  /** The entry of `key`, made if missing; the caller takes it or pins it in the same step. */
  at(key: K): E {
    const id = this.#identify(key);
    let entry = this.#get(id);
    if (entry === undefined) {
      // Guards of its former key are released, and can do nothing to it any more.
      entry = this.#spare ?? this.#create();
      this.#spare = undefined;
      entry.id = id;
      entry.sequence = this.#created++;
      if (this.#single) this.#entries.set(id, entry);
      else this.#single = entry;
    }
    return entry;
  }

  /** A rejection if a request of `units` would be one more than may wait for `entry`. */
  findOverflow(entry: E, units: number): Promise<never> | undefined {
    if (entry.admits(units) || entry.waiting < this.#maxWaiting) return undefined;
    return Promise.reject(
      new InterlockedError(
        'ERR_QUEUE_FULL',
        `${entry.waiting} already wait for the key ${String(entry.id)}, the most that maxWaiting ` +
          'allows; try again later, or allow more.',
      ),
    );
  }

  /** Called when `entry` became free. */
  forget(entry: E): void {
    if (entry.pins > 0) return;
    if (this.#single === entry) this.#single = undefined;
    else this.#entries.delete(entry.id);
    entry.id = undefined;
    this.#spare = entry;
  }

  /** The entries of `keys`, each once, in the global order, kept until {@link unpin}. */
  pin(keys: Iterable<K>): E[] {
    const ids = [...keys].map((key) => ({ key, id: this.#identify(key) }));
    const distinct = new Map(ids.map(({ key, id }) => [id, key]));
    // An entry keeps its number for as long as anybody counts on it, so any two tasks that
    // want the same two keys at the same time see them in the same order: no deadlock.
    const entries = [...distinct.values()].map((key) => this.at(key));
    for (const entry of entries) entry.pins++;
    return entries.sort((a, b) => a.sequence - b.sequence);
  }

  /** NaN is no key, so that equal keys are those that a `Map` takes for equal. */
  #get(id: unknown): E | undefined {
    if (this.#single?.id === id && this.#single) return this.#single;
    return this.#entries.size ? this.#entries.get(id) : undefined;
  }

  unpin(entries: readonly E[]): void {
    for (const entry of entries) {
      entry.pins--;
      if (!entry.isLocked) this.forget(entry);
    }
  }
}

/** Turns keys into what identifies them, and throws for those that would keep nobody out. */
export function toIdentify<K>(keyOf: ((key: K) => unknown) | undefined): (key: K) => unknown {
  if (keyOf === undefined) return (key) => checkNotNaN(checkPrimitive(key));
  checkCallback(keyOf);
  return (key) => checkNotNaN(keyOf(key));
}

function checkPrimitive<K>(key: K): K {
  if ((typeof key === 'object' && key !== null) || typeof key === 'function') {
    throw invalid('the key', describe(key), 'a primitive such as its id, or a keyOf option');
  }
  return key;
}

function checkNotNaN<T>(id: T): T {
  if (Number.isNaN(id)) throw invalid('the key', id, 'a key that was computed rightly');
  return id;
}

function describe(key: object): string {
  return `an instance of ${key.constructor?.name ?? 'Object'}`;
}
