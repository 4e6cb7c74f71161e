import interlocked from '@interlocked/eslint-plugin';
import tseslint from 'typescript-eslint';

export default tseslint.config({
  files: ['**/*.ts'],
  languageOptions: { parser: tseslint.parser },
  extends: [interlocked.configs.recommended],
});
