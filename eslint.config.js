import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const interlocked = await loadOurPlugin();
const passOn = { allowThrowingAny: true, allowThrowingUnknown: true };

export default defineConfig(
  globalIgnores([
    '**/dist/',
    '**/.tsbuild/',
    '**/coverage/',
    '**/fixtures/',
    'docs/.vitepress/cache/',
    'docs/public/api/',
    'examples/*/out/',
    // Racy on purpose, and linted by the example itself, or by the proof of repairs.
    'examples/points-shop/shop/',
    'examples/editor/workspace/',
    'examples/ci/project/',
    'packages/eslint-plugin/proof/programs/',
    'packages/eslint-plugin/proof/.work-*/',
  ]),
  js.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      // A node's type is written as the word that stands in the tree: `node.type === 'Literal'`.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Aborting rejects with `signal.reason`, whatever that is.
      '@typescript-eslint/only-throw-error': ['error', passOn],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', passOn],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  {
    files: [
      'packages/runtime/conformance/environments/browser-page/*.mjs',
      'examples/browser-pages/page/*.js',
    ],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['hosts/jest/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: globals.jest },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['packages/eslint-plugin/src/rules/*.ts'],
    extends: [eslintPlugin.configs.recommended],
  },
  interlocked.configs.strict,
  {
    // Tests of locks keep them, and take them twice, to see what comes of it.
    files: [
      'packages/runtime/{src,conformance}/**/*.test.ts',
      'packages/runtime/conformance/{laws,peers}/*',
    ],
    rules: { '@interlocked/no-unreleased-lock': 'off', '@interlocked/no-nested-lock': 'off' },
  },
);

/** The plugin as it is built, for it lints its own code. */
async function loadOurPlugin() {
  try {
    return (await import('@interlocked/eslint-plugin')).default;
  } catch (cause) {
    if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new Error('@interlocked/eslint-plugin is not built: run `npm run build` first.', {
      cause,
    });
  }
}
