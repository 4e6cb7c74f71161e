import interlocked from '@interlocked/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['.tsbuild/']),
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  interlocked.configs.recommended,
);
