import { type StructuredPatchHunk, structuredPatch } from 'diff';

import type { RepairedFile } from './repair-copy.js';

export type DiffLineKind = 'file' | 'hunk' | 'added' | 'removed' | 'same';

export interface DiffLine {
  readonly kind: DiffLineKind;
  readonly text: string;
}

function kindOf(text: string): DiffLineKind {
  if (text.startsWith('+')) return 'added';
  if (text.startsWith('-')) return 'removed';
  return 'same';
}

function toLines(hunk: StructuredPatchHunk): DiffLine[] {
  const head = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
  const lines = hunk.lines.filter((text) => !text.startsWith('\\'));
  return [{ kind: 'hunk', text: head }, ...lines.map((text) => ({ kind: kindOf(text), text }))];
}

/** The unified diff of one repaired file; empty when nothing changed. */
export function diffFile({ file, original, text }: RepairedFile): readonly DiffLine[] {
  const { hunks } = structuredPatch(`a/${file}`, `b/${file}`, original, text, '', '', {
    context: 3,
  });
  if (hunks.length === 0) return [];
  return [
    { kind: 'file', text: `--- shop/${file}` },
    { kind: 'file', text: `+++ repaired/${file}` },
    ...hunks.flatMap(toLines),
  ];
}
