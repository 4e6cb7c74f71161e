import { diffFile, type DiffLine } from '../repair/diff.js';
import type { RepairedFile } from '../repair/repair-copy.js';
import { html, type Markup, nothing } from './html.js';

function showLine({ kind, text }: DiffLine): Markup {
  return html`<span class="${kind}">${text}</span>`;
}

/** The diff of each file that the suggestions changed. */
export function showDiffs(repaired: readonly RepairedFile[]): Markup[] {
  return repaired.map((file) => {
    const lines = diffFile(file);
    if (lines.length === 0) return nothing;
    return html`<pre class="diff" tabindex="0" role="region" aria-label="Changes of ${file.file}">
${lines.map(showLine)}</pre>`;
  });
}
