import type { HeldTasks } from './held-tasks.js';
import { formatValue } from './timeline.js';

type AnyFunction = (...args: never[]) => unknown;

/** `target` as it is, except that each call of it, or of its methods, first waits for its turn. */
export function wrap<T extends object>(tasks: HeldTasks, target: T, name?: string): T {
  const call =
    (fn: AnyFunction, self: unknown, label: string): AnyFunction =>
    (...args) =>
      tasks.call(`${label}(${args.map(formatValue).join(', ')})`, () => fn.apply(self, args));
  if (isFunction(target)) return call(target, undefined, name ?? target.name) as unknown as T;
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key);
      const label = name === undefined ? String(key) : `${name}.${String(key)}`;
      return isFunction(value) ? call(value, object, label) : value;
    },
  });
}

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}
