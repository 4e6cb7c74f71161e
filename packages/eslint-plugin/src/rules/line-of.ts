import type { TSESTree } from '@typescript-eslint/utils';

import { otherFileOf } from '../effects/other-files.js';

/** The line on which a node begins, as editors count; of another file with the file's name. */
export function lineOf(node: TSESTree.Node): number | string {
  const { line } = node.loc.start;
  const file = otherFileOf(node);
  return file ? `${line} of ${file.filename.replaceAll('\\', '/')}` : line;
}
