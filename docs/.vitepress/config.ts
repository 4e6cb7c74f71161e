import { defineConfig } from 'vitepress';
import { labelBlocks } from './block-labels.js';
import { checkOffline } from './offline.js';
import { sidebarOf } from './sidebar.js';

export default defineConfig({
  title: 'interlocked',
  description: 'Find, repair and prove lost updates in TypeScript and JavaScript.',
  lang: 'en',
  cleanUrls: true,
  srcExclude: ['tests/**', 'README.md'],
  ignoreDeadLinks: false,
  head: [['link', { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' }]],
  markdown: { config: labelBlocks },
  transformHtml: (html, page) => checkOffline(html, page),
  themeConfig: {
    logo: '/icon.svg',
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/guide/lost-update', activeMatch: '^/guide/' },
      { text: 'Rules', link: '/rules/', activeMatch: '^/rules/' },
      { text: 'Primitives', link: '/primitives/', activeMatch: '^/primitives/' },
      { text: 'Libraries', link: '/libraries/', activeMatch: '^/libraries/' },
      { text: 'Decisions', link: '/decisions/', activeMatch: '^/decisions/' },
      { text: 'Limits', link: '/limits' },
      { text: 'Glossary', link: '/glossary' },
    ],
    sidebar: {
      '/guide/': [
        {
          text: 'Understand',
          items: [
            { text: 'What a lost update is', link: '/guide/lost-update' },
            { text: 'The cures', link: '/guide/cures' },
            { text: 'One process or many', link: '/guide/deployment' },
          ],
        },
        {
          text: 'Start',
          items: [
            { text: 'The plugin in CI', link: '/guide/quick-start-ci' },
            { text: 'The plugin in VS Code', link: '/guide/quick-start-vscode' },
            { text: 'A counter in worker threads', link: '/guide/quick-start-counter' },
          ],
        },
        {
          text: 'Further',
          items: [
            { text: 'Test your own code for races', link: '/guide/explore' },
            { text: 'Find out who holds a lock', link: '/guide/diagnostics' },
            { text: 'Coming from async-mutex', link: '/guide/from-async-mutex' },
            {
              text: 'Coming from require-atomic-updates',
              link: '/guide/from-require-atomic-updates',
            },
            { text: 'Examples', link: '/guide/examples' },
            { text: 'Benchmarks', link: '/guide/benchmarks' },
          ],
        },
      ],
      '/rules/': sidebarOf('rules', 'Rules'),
      '/primitives/': sidebarOf('primitives', 'Primitives'),
      '/libraries/': sidebarOf('libraries', 'Libraries'),
      '/decisions/': sidebarOf('decisions', 'Decisions'),
    },
  },
});
