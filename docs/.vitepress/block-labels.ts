import type { MarkdownOptions } from 'vitepress';

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Captions code blocks with their file name and verdict: `ts wrong no-lost-update`, `js [a.mjs]`. */
export function labelBlocks(markdown: Markdown): void {
  const fence = markdown.renderer.rules.fence;
  if (fence === undefined) throw new Error('The markdown renderer has no fence rule to extend.');
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const block = fence(tokens, index, ...rest);
    const info = tokens[index]?.info ?? '';
    const label = labelOf(info);
    if (label === undefined) return block;
    const caption = markdown.utils.escapeHtml(label);
    return `<figure class="block ${verdictOf(info)}"><figcaption>${caption}</figcaption>${block}</figure>`;
  };
}

function labelOf(info: string): string | undefined {
  const title = /\[(.+)\]/.exec(info)?.[1];
  const rule = /\bwrong ([\w-]+)/.exec(info)?.[1];
  if (rule !== undefined) return `Wrong: ${rule} reports it`;
  if (verdictOf(info) === 'right') return 'Right';
  if (verdictOf(info) === 'suggested') return 'Right: the repair that the plugin suggests first';
  if (verdictOf(info) === 'silent') return 'Silent: no rule reports it';
  return title;
}

function verdictOf(info: string): string {
  return /^\w+ (?:run )?(wrong|right|silent|suggested)\b/.exec(info)?.[1] ?? 'plain';
}
