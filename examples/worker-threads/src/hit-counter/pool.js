import { Worker } from 'node:worker_threads';

/** Workers of which each does the next job in turn. */
export class Pool {
  /** @type {Worker[]} */
  #workers;
  /** @type {Map<number, { resolve: (result: string) => void, reject: (error: Error) => void }>} */
  #pending = new Map();
  #jobs = 0;

  /** @param {{ file: URL, size: number, workerData: unknown }} options */
  constructor({ file, size, workerData }) {
    this.#workers = Array.from({ length: size }, () => new Worker(file, { workerData }));
    for (const worker of this.#workers) {
      worker.on('message', ({ id, result }) => this.#take(id)?.resolve(result));
      worker.on('error', (error) => this.#failAll(error));
    }
  }

  /**
   * @param {unknown} job
   * @returns {Promise<string>}
   */
  run(job) {
    const id = this.#jobs++;
    const worker = /** @type {Worker} */ (this.#workers[id % this.#workers.length]);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ id, job });
    });
  }

  async stop() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** @param {number} id */
  #take(id) {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    return waiting;
  }

  /** @param {Error} error */
  #failAll(error) {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(error);
  }
}
