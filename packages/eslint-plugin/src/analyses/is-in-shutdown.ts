import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction } from '../syntax/enclosing.js';
import { functionName } from '../syntax/function-name.js';

/** Where it is closed for good, nobody makes a newer one. */
const SHUTDOWN =
  /^([#_]*(a?close|stop|shutdown|disconnect|destroy|dispose|cleanup|clean|teardown|quit|end|exit|unload|terminate|kill|uninstall|unsubscribe|logout|deactivate|cancel)|on(Module|Application)\w*|before\w*Shutdown|after(All|Each)|componentWillUnmount)/i;

/** Whether the function around the node closes something for good, as its name tells. */
export function isInShutdown(node: TSESTree.Node): boolean {
  const fn = enclosingFunction(node);
  const name = fn && functionName(fn);
  return name !== undefined && SHUTDOWN.test(name);
}
