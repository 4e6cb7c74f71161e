import type * as BellsModule from '../../src/internal/shared-bells.js';
import type * as WaitersModule from '../../src/internal/shared-waiters.js';
import type { Look } from '../../src/internal/shared-watch.js';
import type { ModelledSource } from './modelled-source.js';
import type { Platform } from './platform.js';

type Cells = Int32Array<SharedArrayBuffer>;

/** How threads under exploration wait at a primitive, blocked or by their doorbells. */
export interface Ringing {
  newBells(): Cells;
  newWaiters(cells: Cells, bells: Cells): WaitersModule.Waiters;
  /** Waits as an asynchronous wait does; where that would await the doorbell, the thread blocks. */
  wait<T>(waiters: WaitersModule.Waiters, ownerId: number, look: () => Look<T>): T;
  /** Begins such a wait and gives it up when there is no result at once. */
  giveUp<T>(waiters: WaitersModule.Waiters, ownerId: number, look: () => Look<T>): T | undefined;
}

export function loadRinging(source: ModelledSource, platform: Platform): Ringing {
  const { ownBells, hangBell } = source.load('internal/shared-bells.ts') as typeof BellsModule;
  const { Waiters } = source.load('internal/shared-waiters.ts') as typeof WaitersModule;
  const atomics = platform.Atomics as typeof Atomics;
  return {
    newBells: ownBells,
    newWaiters: (cells, bells) => new Waiters(cells, bells),
    wait(waiters, ownerId, look) {
      const bell = hangBell(waiters.bells, ownerId);
      for (;;) {
        const found = waiters.look(bell, look);
        if ('result' in found) return found.result;
        atomics.wait(found.cells as Cells, found.index, found.word as number);
      }
    },
    giveUp(waiters, ownerId, look) {
      const found = waiters.look(hangBell(waiters.bells, ownerId), look);
      return 'result' in found ? found.result : undefined;
    },
  };
}
