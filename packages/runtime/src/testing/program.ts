/** What a schedule is made of: tasks that run together on a state, and what must hold after. */
export interface Program<S> {
  /** Makes a fresh state for every schedule. */
  readonly setup: (tools: Tools) => S | Promise<S>;
  /** The tasks, by the name that the timeline gives them. */
  readonly tasks: Readonly<Record<string, (state: S) => unknown>>;
  /** Throws, or answers `false`, if what the tasks left behind is wrong. */
  readonly invariant: (state: S) => unknown;
  /** Undoes what `setup` did, after every schedule. */
  readonly teardown?: (state: S) => unknown;
}

/** How a program tells the explorer where tasks can be held. */
export interface Tools {
  /**
   * `target` as it is, except that each call of it, or of its methods, first waits for its turn.
   *
   * What is called may answer whenever it likes, a database for example: nothing else goes on
   * until it has, or a second has passed.
   */
  readonly wrap: <T extends object>(target: T, name?: string) => T;
  /** A place of its own at which a task can be held. */
  readonly step: (label?: string) => Promise<void>;
}

/** One thing that happened, in the order of a schedule. */
export interface TimelineEntry {
  readonly task: string;
  text: string;
}
