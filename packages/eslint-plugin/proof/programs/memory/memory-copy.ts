// repairs: reorder, mutex
import { pause } from './store.js';

class Meter {
  #total = 0;

  async add(): Promise<void> {
    const before = this.#total;
    await pause();
    this.#total = before + 1;
  }

  get total(): number {
    return this.#total;
  }
}

const meter = new Meter();

export const add = (): Promise<void> => meter.add();

export const state = (): number => meter.total;
