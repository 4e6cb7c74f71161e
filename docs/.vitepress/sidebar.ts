import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DefaultTheme } from 'vitepress';

const docs = new URL('../', import.meta.url);

/** The pages of one folder, by their headings, so that a new page needs no entry anywhere. */
export function sidebarOf(folder: string, title: string): DefaultTheme.SidebarItem[] {
  const pages = readdirSync(fileURLToPath(new URL(folder, docs)))
    .filter((file) => file.endsWith('.md') && file !== 'index.md' && file !== 'template.md')
    .sort();
  const items = pages.map((file) => ({
    text: headingOf(`${folder}/${file}`),
    link: `/${folder}/${file.replace(/\.md$/, '')}`,
  }));
  return [{ text: title, items: [{ text: 'Overview', link: `/${folder}/` }, ...items] }];
}

function headingOf(page: string): string {
  const heading = /^# (.+)$/m.exec(readFileSync(new URL(page, docs), 'utf8'))?.[1];
  if (heading === undefined) {
    throw new Error(`docs/${page} has no heading. Start the page with a line like "# Name".`);
  }
  return ruleNameIn(heading) ?? heading.replaceAll('`', '');
}

/** A rule page has a generated heading: `# Description (`@interlocked/name`)`. */
function ruleNameIn(heading: string): string | undefined {
  return /`@interlocked\/([\w-]+)`/.exec(heading)?.[1];
}
