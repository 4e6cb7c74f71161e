import type { LockOptions } from './interfaces.js';

/** What is wrong with a request, in the order and by the errors of the Web Locks specification. */
export function findMistake(
  name: unknown,
  options: LockOptions,
  callback: unknown,
): Error | undefined {
  const { mode = 'exclusive', ifAvailable = false, steal = false, signal } = options;
  if (typeof callback !== 'function')
    return new TypeError('The callback is no function; pass one.');
  if (mode !== 'exclusive' && mode !== 'shared') {
    return new TypeError(`mode is ${String(mode)}; pass 'exclusive' or 'shared'.`);
  }
  const refuse = (what: string) => new DOMException(what, 'NotSupportedError');
  if (String(name).startsWith('-')) return refuse(`The name ${String(name)} starts with "-".`);
  if (steal && ifAvailable) return refuse('steal and ifAvailable exclude each other.');
  if (steal && mode !== 'exclusive') return refuse('Only an exclusive lock can be stolen.');
  if (signal && (steal || ifAvailable)) {
    return refuse('A request that steals, or does not wait, takes no signal.');
  }
  return undefined;
}
