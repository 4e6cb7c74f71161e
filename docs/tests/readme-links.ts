import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { repository } from './markdown-block.js';

/** Links of a page to files that do not exist; the build of the site checks its own pages. */
export function findDeadLinks(page: string): string[] {
  return deadLinksIn(page, readFileSync(join(repository, page), 'utf8'));
}

/** The same for a text that stands for the page. */
export function deadLinksIn(page: string, text: string): string[] {
  const blocks = new MarkdownIt({ html: true }).parse(text, {});
  return blocks.flatMap(({ children, map }) =>
    (children ?? [])
      .map((token) => token.attrGet('href') ?? token.attrGet('src'))
      .filter((link): link is string => link !== null && isDead(page, link))
      .map((link) => `${page}:${(map?.[0] ?? 0) + 1}: ${link} does not exist.`),
  );
}

function isDead(page: string, link: string): boolean {
  if (/^(https?:|mailto:|#)/.test(link)) return false;
  const [path = ''] = link.split('#');
  return !existsSync(join(repository, dirname(page), decodeURI(path)));
}
