import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/.tsbuild/**',
      '**/coverage/**',
      'docs/.vitepress/cache/**',
      'docs/.vitepress/dist/**',
      'packages/eslint-plugin/fixtures/**',
      'examples/*/out/**',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommended,
  { files: ['packages/eslint-plugin/src/rules/*.ts'], ...eslintPlugin.configs.recommended },
);
