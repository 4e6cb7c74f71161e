/** The shape of async-mutex's mutex, which its `withTimeout` and `tryAcquire` have too. */
export interface MutexInterface {
  acquire(priority?: number): Promise<MutexInterface.Releaser>;
  runExclusive<T>(callback: MutexInterface.Worker<T>, priority?: number): Promise<T>;
  waitForUnlock(priority?: number): Promise<void>;
  isLocked(): boolean;
  release(): void;
  cancel(): void;
}

// eslint-disable-next-line @typescript-eslint/no-namespace -- as async-mutex names them
export namespace MutexInterface {
  export type Releaser = () => void;
  export type Worker<T> = () => Promise<T> | T;
}

/** The shape of async-mutex's semaphore, which its `withTimeout` and `tryAcquire` have too. */
export interface SemaphoreInterface {
  acquire(weight?: number, priority?: number): Promise<[number, SemaphoreInterface.Releaser]>;
  runExclusive<T>(
    callback: SemaphoreInterface.Worker<T>,
    weight?: number,
    priority?: number,
  ): Promise<T>;
  waitForUnlock(weight?: number, priority?: number): Promise<void>;
  isLocked(): boolean;
  getValue(): number;
  setValue(value: number): void;
  release(weight?: number): void;
  cancel(): void;
}

// eslint-disable-next-line @typescript-eslint/no-namespace -- as async-mutex names them
export namespace SemaphoreInterface {
  export type Releaser = () => void;
  export type Worker<T> = (value: number) => Promise<T> | T;
}
