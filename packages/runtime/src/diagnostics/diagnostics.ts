import { InterlockedError } from '../errors.js';
import { KeyedUnitLocks } from '../internal/keyed-unit-locks.js';
import { checkNumber } from '../internal/options.js';
import { UnitLock } from '../internal/unit-lock.js';
import { Waiter } from '../internal/wait-queue.js';
import { Mutex } from '../mutex/mutex.js';
import { RWLock } from '../rw-lock/rw-lock.js';
import { Semaphore } from '../semaphore/semaphore.js';
import { DeadlockError } from './deadlock-error.js';
import { type DiagnosticsOptions, type LockReport, Observer } from './observer.js';
import type { Scope } from './waits-for.js';

const labels = new WeakMap<object, string>();
let observer: Observer | undefined;

/** The lock that is being entered, and the task that enters it, while a call of it runs. */
let entering: { readonly lock?: object; readonly scope: Scope | undefined } | undefined;

/**
 * Turns diagnostics on for every `Mutex`, `Semaphore`, `RWLock` and their keyed forms of this
 * thread, and answers with what turns them off.
 *
 * Locks that are held already are not known. A task is whatever runs under `runExclusive`,
 * `runRead`, `runWrite` or {@link runTask}; what it starts belongs to it, and is taken to be
 * awaited by it. A wait outside of any task is reported but never refused.
 *
 * - **Errors:** a wait that would never end rejects with a {@link DeadlockError}; turning on twice
 *   throws `ERR_INVALID_ARGUMENT`.
 * - **Cost:** none while off: methods are replaced while on, and put back afterwards.
 */
export function enableDiagnostics(options: DiagnosticsOptions = {}): () => void {
  checkNumber('heldTooLongMs', options.heldTooLongMs ?? 0, 0);
  if (observer !== undefined) {
    throw new InterlockedError('ERR_INVALID_ARGUMENT', 'Diagnostics are on; turn them off first.');
  }
  const current = (observer = new Observer(options, labels));
  const undo = [...observeQueues(current), ...observeEntries(current), ...observeRuns(current)];
  return () => {
    if (observer !== current) return;
    observer = undefined;
    for (const putBack of undo) putBack();
    current.stop();
  };
}

/** Who holds and who waits for what, since when, and where it was asked for. */
export function inspect(): LockReport[] {
  return observer?.inspect() ?? [];
}

/** Names `lock` in reports and errors, and answers with it. */
export function label<T extends object>(lock: T, name: string): T {
  labels.set(lock, name);
  return lock;
}

/** Runs `fn` as one task: what it acquires by `acquire` belongs to it. */
export function runTask<T>(fn: () => T): T {
  if (observer === undefined) return fn();
  return observer.scopes.run({ parent: observer.scopes.getStore() }, fn);
}

type Method = (this: object, ...args: never[]) => unknown;

/** Replaces a method by what `around` makes of it; the answer puts it back. */
function replace(prototype: object, name: string, around: (original: Method) => Method) {
  const original = Reflect.get(prototype, name) as Method;
  Reflect.set(prototype, name, around(original));
  return () => void Reflect.set(prototype, name, original);
}

/** Waits and grants, of whatever lock is being entered. */
function observeQueues(current: Observer): (() => void)[] {
  return [
    replace(Waiter.prototype, 'wait', (original) => {
      return function (this: object, ...args: never[]) {
        const [guard] = args as unknown as [object];
        if (entering?.lock === undefined) return original.apply(this, args);
        current.onWait(entering.lock, guard, entering.scope);
        const turn = original.apply(this, args) as Promise<unknown>;
        turn.catch(() => current.onAbandon(guard));
        return turn;
      };
    }),
    replace(Waiter.prototype, 'grant', (original) => {
      return function (this: object) {
        const guard = original.call(this) as object | undefined;
        if (guard !== undefined) current.onGrant(guard);
        return guard;
      };
    }),
  ];
}

/** The calls that take a lock or give it back. */
function observeEntries(current: Observer): (() => void)[] {
  const enter = (original: Method): Method =>
    function (this: object, ...args: never[]) {
      return within({ lock: this, scope: entering?.scope ?? current.scopes.getStore() }, () =>
        original.apply(this, args),
      );
    };
  const tryAcquire = (original: Method): Method =>
    function (this: object, ...args: never[]) {
      const guard = original.apply(this, args) as object | undefined;
      const scope = entering?.scope ?? current.scopes.getStore();
      if (guard !== undefined) current.onAcquire(this, guard, scope);
      return guard;
    };
  const release = (original: Method): Method =>
    function (this: object, ...args: never[]) {
      const [guard, kept] = args as unknown as [object, number | undefined];
      if (!kept) current.onRelease(guard);
      return original.apply(this, args);
    };
  return [
    replace(Mutex.prototype, 'acquire', (original) => enter(rejecting(original))),
    replace(Mutex.prototype, 'runExclusive', (original) =>
      enter(rejecting(running(current, original, 0))),
    ),
    replace(UnitLock.prototype, 'take', (original) => enter(rejecting(original))),
    replace(Mutex.prototype, 'enter', tryAcquire),
    replace(UnitLock.prototype, 'tryAcquire', tryAcquire),
    replace(Mutex.prototype, 'release', release),
    replace(UnitLock.prototype, 'release', release),
  ];
}

/** The calls that run a callback under a lock of units: each callback is a task of its own. */
function observeRuns(current: Observer): (() => void)[] {
  const run = (callbackAt: number) => (original: Method) => running(current, original, callbackAt);
  return [
    replace(Semaphore.prototype, 'runExclusive', run(0)),
    replace(RWLock.prototype, 'runRead', run(0)),
    replace(RWLock.prototype, 'runWrite', run(0)),
    replace(KeyedUnitLocks.prototype, 'run', run(2)),
  ];
}

function running(current: Observer, original: Method, callbackAt: number): Method {
  return function (this: object, ...args: never[]) {
    const scope = { parent: current.scopes.getStore() };
    const callback = args[callbackAt] as unknown;
    if (typeof callback === 'function') {
      const inTask = () => outside(() => current.scopes.run(scope, callback as () => unknown));
      args[callbackAt] = inTask as never;
    }
    return within({ ...entering, scope }, () => original.apply(this, args));
  };
}

function rejecting(original: Method): Method {
  return function (this: object, ...args: never[]) {
    try {
      return original.apply(this, args);
    } catch (error) {
      if (error instanceof DeadlockError) return Promise.reject(error);
      throw error;
    }
  };
}

function within<T>(entry: NonNullable<typeof entering>, fn: () => T): T {
  const before = entering;
  entering = entry;
  try {
    return fn();
  } finally {
    entering = before;
  }
}

/** A callback that runs at once enters its own locks, not the one that runs it. */
function outside<T>(fn: () => T): T {
  const before = entering;
  entering = undefined;
  try {
    return fn();
  } finally {
    entering = before;
  }
}
