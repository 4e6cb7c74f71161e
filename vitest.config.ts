import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'runtime',
          root: 'packages/runtime',
          include: ['{src,conformance}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'eslint-plugin',
          root: 'packages/eslint-plugin',
          include: ['{src,tests}/**/*.test.ts'],
        },
      },
      { test: { name: 'examples', root: 'examples', include: ['*/**/*.test.ts'] } },
      { test: { name: 'docs', root: 'docs', include: ['tests/**/*.test.ts'] } },
      { test: { name: 'scripts', root: 'scripts', include: ['**/*.test.ts'] } },
    ],
  },
});
