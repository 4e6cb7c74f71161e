import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { repository } from './markdown-block.js';

/** The site as a visitor gets it, under an address that exists nowhere. */
export interface BuiltSite {
  readonly folder: string;
  readonly origin: string;
  remove(): void;
}

export function buildSite(): BuiltSite {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-site-'));
  const vitepress = join(repository, 'node_modules/vitepress/bin/vitepress.js');
  execFileSync(process.execPath, [vitepress, 'build', 'docs', '--outDir', folder], {
    cwd: repository,
    stdio: 'pipe',
  });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, origin: 'http://site.test', remove };
}

/** The addresses of all pages. */
export function pagesOf({ folder }: BuiltSite): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.split(sep).join('/')}`)
    .filter((file) => file.endsWith('.html') && !/^\/(404\.html|api\/)/.test(file))
    .map((file) => file.replace(/(index)?\.html$/, ''));
}

/** Answers every request of the context from the folder, and tells of those that it cannot answer. */
export async function serveFrom(
  { folder, origin }: BuiltSite,
  context: BrowserContext,
  complain: (complaint: string) => void,
): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) {
      complain(`asks another host: ${url.href}`);
      return route.abort();
    }
    const path = fileFor(join(folder, decodeURIComponent(url.pathname)));
    if (path !== undefined) return route.fulfill({ path });
    complain(`does not find ${url.pathname}`);
    return route.fulfill({ status: 404, body: '' });
  });
}

/** As a static host finds it: the file, the page of that name, or the index of the folder. */
function fileFor(path: string): string | undefined {
  const candidates = [path, `${path}.html`, join(path, 'index.html')];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}
