type Action = () => Promise<unknown>;

/** What has to be stopped before the example may end, newest first. */
export class Cleanup {
  readonly #actions = new Set<Action>();
  #running: Promise<void> | undefined;

  /** Adds an action; the answer takes it back, for what has been stopped in order. */
  add(action: Action): () => void {
    this.#actions.add(action);
    return () => this.#actions.delete(action);
  }

  /** Whether the actions run or have run. */
  get begun(): boolean {
    return this.#running !== undefined;
  }

  /** Keeps a step from going on, and from telling of it, while all is being stopped. */
  throwIfBegun(): void {
    if (this.begun) throw new Error('The example was stopped.');
  }

  /** Runs every action once, even when one of them fails. */
  run(): Promise<void> {
    this.#running ??= this.#runAll();
    return this.#running;
  }

  async #runAll(): Promise<void> {
    for (const action of [...this.#actions].reverse()) {
      await action().catch((error: unknown) => {
        console.error(`While stopping: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    this.#actions.clear();
  }
}
