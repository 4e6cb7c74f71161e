import { Worker } from 'node:worker_threads';
import { SharedQueue } from '@interlocked/runtime/shared';

/** What a game does to the score of a player. */
export class Scores {
  #tasks;

  /** @param {SharedQueue['handle']} handle */
  constructor(handle) {
    this.#tasks = SharedQueue.from(handle);
  }

  /**
   * Adds points; waits without blocking while too many tasks are on their way.
   *
   * @param {string} player
   * @param {number} points
   */
  async add(player, points) {
    await this.#tasks.put(toTask({ player, points }));
  }

  /**
   * The same, and blocks the thread meanwhile.
   *
   * @param {string} player
   * @param {number} points
   */
  addBlocking(player, points) {
    this.#tasks.putBlocking(toTask({ player, points }));
  }
}

/**
 * The scores of all players, on a thread of their own: it alone reads and writes them, one task
 * after the other, so no task needs a lock. Other threads send it tasks through a queue.
 */
export class ScoringService {
  #tasks = new SharedQueue({ capacity: 1_024, recordBytes: 256 });
  #worker;
  #scores;
  #questions = 0;

  constructor() {
    const file = new URL('./scores-worker.js', import.meta.url);
    this.#worker = new Worker(file, { workerData: this.#tasks.handle });
    this.#tasks.adopt(this.#worker);
    this.#scores = new Scores(this.#tasks.handle);
  }

  /** What another thread makes `new Scores(handle)` of. */
  get handle() {
    return this.#tasks.handle;
  }

  /**
   * @param {string} player
   * @param {number} points
   */
  add(player, points) {
    return this.#scores.add(player, points);
  }

  /**
   * The score of a player, with all points that were added before this call.
   *
   * @param {string} player
   * @returns {Promise<number>}
   */
  async scoreOf(player) {
    const question = this.#questions++;
    const answer = this.#answerTo(question);
    await this.#tasks.put(toTask({ player, question }));
    return answer;
  }

  /** Ends the thread when all tasks are done. */
  async close() {
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#tasks.close();
    await ended;
  }

  /**
   * @param {number} question
   * @returns {Promise<number>}
   */
  #answerTo(question) {
    return new Promise((resolve, reject) => {
      const listen = (/** @type {{ question: number, score: number }} */ message) => {
        if (message.question !== question) return;
        this.#worker.off('message', listen).off('error', reject);
        resolve(message.score);
      };
      this.#worker.on('message', listen).once('error', reject);
    });
  }
}

/** @param {import('./scores-worker.js').Task} task */
function toTask(task) {
  return new TextEncoder().encode(JSON.stringify(task));
}
