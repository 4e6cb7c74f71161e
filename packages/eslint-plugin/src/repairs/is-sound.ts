import type { TSESLint } from '@typescript-eslint/utils';
import { hasOverlap } from '../syntax/edit.js';
import type { Repair } from './repair.js';

/** Whether the repair can be made as it stands: its edits compose, and no comment is lost. */
export function isSound(source: Readonly<TSESLint.SourceCode>, repair: Repair): boolean {
  return repair.edits.length > 0 && !hasOverlap(repair.edits) && keepsComments(source, repair);
}

function keepsComments(source: Readonly<TSESLint.SourceCode>, { edits }: Repair): boolean {
  const written = edits.map((edit) => edit.text).join('\n');
  return source
    .getAllComments()
    .filter(({ range }) => edits.some((e) => e.range[0] < range[1] && range[0] < e.range[1]))
    .every((comment) => written.includes(source.getText(comment)));
}
