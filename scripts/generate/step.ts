/** One kind of generated file. */
export interface Step {
  name: string;
  /**
   * Writes the files.
   *
   * - **Errors:** with `check` it writes nothing, prints what it would change, and answers `false`
   *   if that is anything.
   */
  run(options: { check: boolean }): Promise<boolean>;
}
