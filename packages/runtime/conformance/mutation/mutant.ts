/** A planted bug: one replacement in one source file, which one law or test must catch. */
export interface Mutant {
  /** What the bug does. */
  readonly name: string;
  /** The file, from `src`. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** The law that must catch it. */
  readonly caughtBy: string;
}
