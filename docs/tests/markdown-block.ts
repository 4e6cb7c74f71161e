import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';

/** The folder of the whole repository. */
export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** One fenced block of a page. */
export interface MarkdownBlock {
  /** The page, relative to the repository. */
  readonly page: string;
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
  /** What follows the opening fence: `ts wrong no-lost-update`. */
  readonly info: string;
  readonly code: string;
}

/** Every fenced block of the given pages, in order. */
export function findBlocks(pages: readonly string[]): MarkdownBlock[] {
  return pages.flatMap((page) => blocksIn(page, readFileSync(join(repository, page), 'utf8')));
}

/** Every fenced block of one page's text. */
export function blocksIn(page: string, text: string): MarkdownBlock[] {
  return new MarkdownIt({ html: true })
    .parse(text, {})
    .filter((token) => token.type === 'fence' || token.type === 'code_block')
    .map((token) => ({
      page,
      line: (token.map?.[0] ?? 0) + 1,
      info: token.info.trim(),
      code: token.content,
    }));
}

/** Where a line of the block stands in its page: `docs/guide/cures.md:40`. */
export function placeOf(block: MarkdownBlock, lineInCode = 0): string {
  return `${block.page}:${block.line + lineInCode}`;
}

/** The pages of the site, every README, and the guide for contributors. */
export function findPages(): string[] {
  const readmes = ['packages', 'examples'].flatMap((folder) => readmesIn(folder));
  return ['README.md', 'CONTRIBUTING.md', ...readmes, ...pagesOfSite()].filter((page) =>
    existsSync(join(repository, page)),
  );
}

function readmesIn(folder: string): string[] {
  return readdirSync(join(repository, folder)).map((name) => `${folder}/${name}/README.md`);
}

function pagesOfSite(): string[] {
  return readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.md') && !/(^|[\\/])(node_modules|\.vitepress)[\\/]/.test(path),
    )
    .filter((path) => !path.startsWith(`tests${sep}`))
    .map((path) =>
      relative(repository, join(repository, 'docs', path))
        .split(sep)
        .join('/'),
    )
    .sort();
}
