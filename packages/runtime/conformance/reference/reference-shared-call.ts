/** A run: under way, then with an outcome. */
export interface ReferenceRun {
  readonly id: number;
  outcome: 'under way' | 'done' | 'failed';
}

/** One caller's wait. */
export interface ReferenceCall {
  readonly run: ReferenceRun | undefined;
  outcome: string;
}

/** The obviously right sharing of calls of one key. */
export class ReferenceSharedCall {
  current: ReferenceRun | undefined;
  readonly #isFinal: boolean;
  readonly #calls: ReferenceCall[] = [];

  constructor(isFinal: boolean) {
    this.#isFinal = isFinal;
  }

  get isUnderWay(): boolean {
    return this.current?.outcome === 'under way';
  }

  /** Joins the run under way, or starts the one numbered `nextId`. */
  ask(nextId: number): ReferenceCall {
    this.current ??= { id: nextId, outcome: 'under way' };
    const call = { run: this.current, outcome: 'waiting' };
    if (this.current.outcome === 'done') call.outcome = `done ${this.current.id}`;
    this.#calls.push(call);
    return call;
  }

  land(run: ReferenceRun, outcome: 'done' | 'failed'): void {
    run.outcome = outcome;
    for (const call of this.#calls) {
      if (call.run === run && call.outcome === 'waiting') call.outcome = `${outcome} ${run.id}`;
    }
    if (this.current === run && !(this.#isFinal && outcome === 'done')) this.current = undefined;
  }

  forget(): void {
    this.current = undefined;
  }
}
