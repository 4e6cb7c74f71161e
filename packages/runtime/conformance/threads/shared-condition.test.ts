import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { SharedCondition } from '../../src/shared-condition/shared-condition.js';
import { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';

const WORKERS = 3;

describe('workers that wait under a lock for what another thread puts there', () => {
  it.each([
    ['block', 500],
    ['wait', 100],
  ])(
    'get all of it, with %s',
    async (program, rounds) => {
      const mutex = new SharedMutex();
      const condition = new SharedCondition();
      const data = new Int32Array(new SharedArrayBuffer(8));
      const workerData = {
        ...{ module: '@interlocked/runtime/shared', program, rounds, data },
        ...{ mutex: mutex.handle, condition: condition.handle },
      };
      const file = new URL('./condition-worker.mjs', import.meta.url);
      const ends = Array.from({ length: WORKERS }, () => {
        const worker = new Worker(file, { workerData });
        return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
      });
      for (let put = 0; put < WORKERS * rounds; put++) {
        await mutex.runExclusive(() => void Atomics.add(data, 0, 1));
        condition.notify();
      }
      await Promise.all(ends);
      expect([data[0], data[1]]).toEqual([0, WORKERS * rounds]);
    },
    60_000,
  );
});
