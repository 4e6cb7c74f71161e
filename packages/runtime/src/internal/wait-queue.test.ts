import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Waiter, type WaitQueue } from './wait-queue.js';

class Plain extends Waiter {}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('keeps nothing alive of a waiter that gave up, or that was let go', async () => {
  const queue: WaitQueue<Plain> = new Waiter();
  const stays = queue.wait(new Plain());
  const gone = [await giveUp(queue), await letGo(queue)];
  // A WeakRef holds its target until the task that made it is over.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(gone.map((ref) => ref.deref())).toEqual([undefined, undefined]);
  expect(queue.length).toBe(1);
  queue.grant();
  await stays;
});

async function giveUp(queue: WaitQueue<Plain>): Promise<WeakRef<Plain>> {
  const controller = new AbortController();
  const waiter = new Plain();
  const wait = queue.wait(waiter, { signal: controller.signal });
  controller.abort();
  await wait.catch(() => {});
  return new WeakRef(waiter);
}

async function letGo(queue: WaitQueue<Plain>): Promise<WeakRef<Plain>> {
  const waiter = new Plain();
  const wait = queue.wait(waiter, { priority: 1 });
  queue.grant();
  await wait;
  return new WeakRef(waiter);
}
