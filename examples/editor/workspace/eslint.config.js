import interlocked from '@interlocked/eslint-plugin';
import tseslint from 'typescript-eslint';

const isTyped = process.env['INTERLOCKED_EXAMPLE'] !== 'untyped';

export default [
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: isTyped ? { projectService: true, tsconfigRootDir: import.meta.dirname } : {},
    },
  },
  interlocked.configs.recommended,
];
