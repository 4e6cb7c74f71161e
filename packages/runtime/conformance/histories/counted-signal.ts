/** A signal that knows its listeners, keeps what they throw, and whose reason is its own. */
export class CountedSignal {
  readonly reason: unknown = { abortedBy: this };
  readonly faults: unknown[] = [];
  readonly #controller = new AbortController();
  readonly #listeners = new Map<unknown, () => void>();

  constructor() {
    const { signal } = this.#controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (type: string, listener: () => void) => {
      const kept = this.#keepFaults(listener);
      this.#listeners.set(listener, kept);
      add(type, kept);
    };
    signal.removeEventListener = (type: string, listener: () => void) => {
      remove(type, this.#listeners.get(listener) ?? listener);
      this.#listeners.delete(listener);
    };
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  abort(): void {
    this.#controller.abort(this.reason);
  }

  #keepFaults(listener: () => void): () => void {
    return () => {
      try {
        listener();
      } catch (fault) {
        this.faults.push(fault);
      }
    };
  }
}
