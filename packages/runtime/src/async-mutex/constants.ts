/** What `withTimeout` rejects with unless told otherwise. */
export const E_TIMEOUT = new Error('timeout while waiting for mutex to become available');
/** What `tryAcquire` rejects with unless told otherwise. */
export const E_ALREADY_LOCKED = new Error('mutex already locked');
/** What `cancel` rejects those who wait with, unless the constructor was told otherwise. */
export const E_CANCELED = new Error('request for lock canceled');
