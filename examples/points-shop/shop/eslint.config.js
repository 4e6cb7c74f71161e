import interlocked from '@interlocked/eslint-plugin';
import tseslint from 'typescript-eslint';

export default tseslint.config({
  files: ['**/*.ts'],
  languageOptions: { parser: tseslint.parser },
  extends: [interlocked.configs.recommended],
  rules: {
    // The unique index on a counter's name refuses the second of two rows: nothing is stored twice,
    // but the request that comes second fails. Here that counts, so the rule reports it.
    '@interlocked/no-check-then-create': ['error', { strict: true }],
  },
});
