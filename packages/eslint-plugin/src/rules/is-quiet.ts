import type { TSESLint } from '@typescript-eslint/utils';

import { mentionsLock } from '../effects/locks/lock-index.js';
import type { LockLibrary } from '../effects/locks/lock-library.js';
import { maySuspend } from '../effects/suspensions.js';

const known = new WeakMap<object, boolean>();

/**
 * Whether nothing in the file can race: it neither suspends nor takes a lock.
 *
 * - **Cost:** one look at the text for all rules.
 */
export function isQuiet(
  source: Readonly<TSESLint.SourceCode>,
  locks: readonly LockLibrary[],
): boolean {
  let quiet = known.get(source);
  if (quiet === undefined) {
    const { text } = source;
    quiet = !maySuspend(text) && !mentionsLock(text, locks) && !/\.multi\s*\(/.test(text);
    known.set(source, quiet);
  }
  return quiet;
}
