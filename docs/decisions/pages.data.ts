import { createContentLoader } from 'vitepress';

interface Page {
  readonly title: string;
  readonly url: string;
}

declare const data: Page[];
export { data };

/** The decision pages by their headings, so that a new page is listed by itself. */
export default createContentLoader('decisions/*.md', {
  includeSrc: true,
  transform: (pages): Page[] =>
    pages
      .filter(({ url }) => !/\/(template)?$/.test(url))
      .map(({ url, src = '' }) => ({ url, title: /^# (.+)$/m.exec(src)?.[1] ?? url }))
      .sort((a, b) => a.title.localeCompare(b.title)),
});
