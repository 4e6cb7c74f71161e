import { harden } from './harden.js';
import type { LockManagerLike } from './interfaces.js';
import { LockManager } from './lock-manager.js';

export { harden } from './harden.js';
export type {
  Lock,
  LockCallback,
  LockInfo,
  LockManagerLike,
  LockManagerSnapshot,
  LockMode,
  LockOptions,
} from './interfaces.js';
export { LockManager } from './lock-manager.js';

/** `navigator.locks`, hardened, where the host has it; elsewhere locks of this process. */
export const locks: LockManagerLike = findLocks();

function findLocks(): LockManagerLike {
  const { navigator } = globalThis as { navigator?: { locks?: LockManagerLike } };
  return navigator?.locks ? harden(navigator.locks) : new LockManager();
}
