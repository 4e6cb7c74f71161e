import type { MarkdownOptions } from 'vitepress';

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Captions code blocks with their file name and verdict: `ts wrong no-lost-update`, `js [a.mjs]`. */
export function labelBlocks(markdown: Markdown): void {
  const fence = markdown.renderer.rules.fence;
  if (fence === undefined) throw new Error('The markdown renderer has no fence rule to extend.');
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    // Read before the site's own fence rule, which takes the file name out of it.
    const info = tokens[index]?.info ?? '';
    const block = fence(tokens, index, ...rest);
    const label = labelOf(info);
    if (label === undefined) return block;
    const caption = markdown.utils.escapeHtml(label);
    return `<figure class="block ${verdictOf(info)}"><figcaption>${caption}</figcaption>${block}</figure>`;
  };
}

function labelOf(info: string): string | undefined {
  const title = /\[(.+)\]/.exec(info)?.[1];
  const parts = [title, judgementOf(info)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function judgementOf(info: string): string | undefined {
  switch (verdictOf(info)) {
    case 'wrong':
      return `Wrong: ${/\bwrong ([\w-]+)/.exec(info)?.[1]} reports it`;
    case 'right':
      return 'Right';
    case 'suggested':
      return 'Right: the repair that the plugin suggests first';
    case 'silent':
      return 'Silent: no rule reports it';
    default:
      return undefined;
  }
}

function verdictOf(info: string): string {
  return /^\w+ (?:run )?(wrong|right|silent|suggested)\b/.exec(info)?.[1] ?? 'plain';
}
