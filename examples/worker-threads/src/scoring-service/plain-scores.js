/** Scores in shared memory that every thread writes: of two games that end at once, one counts. */
export class PlainScores {
  #cells;

  /** @param {SharedArrayBuffer} buffer */
  constructor(buffer) {
    this.#cells = new Int32Array(buffer);
  }

  /**
   * @param {number} player
   * @param {number} points
   */
  add(player, points) {
    // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the race that is shown
    this.#cells[player] = (this.#cells[player] ?? 0) + points;
  }

  /** @param {number} player */
  scoreOf(player) {
    return Atomics.load(this.#cells, player);
  }
}
