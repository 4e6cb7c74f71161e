import { expect, it } from 'vitest';
import { findPages } from './markdown-block.js';
import { deadLinksIn, findDeadLinks } from './readme-links.js';

const readmes = findPages().filter((page) => !page.startsWith('docs/'));

it.each(readmes)('%s links to files that exist', (page) => {
  expect(findDeadLinks(page)).toEqual([]);
});

it('finds a planted dead link, and no others', () => {
  const text = 'See\n\n[here](docs/index.md#a), [there](gone.md), [web](https://example.org).';
  expect(deadLinksIn('README.md', text)).toEqual(['README.md:3: gone.md does not exist.']);
});
