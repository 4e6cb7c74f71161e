import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';

import plugin from '../src/index.js';
import { allFixtures } from './harness/fixture.js';
import { FIXTURES } from './harness/fixture.js';
import { lint } from './harness/lint.js';

const linter = new Linter({ configType: 'flat', cwd: FIXTURES });

/** What is reported where ESLint's own parser reads the file: no types, and no node of TypeScript. */
function lintWithEspree(text: string, filename: string, preset: 'recommended' | 'strict') {
  const sourceType = filename.endsWith('.cjs') ? 'commonjs' : 'module';
  const files = ['**/*.{js,cjs,mjs}'];
  const config = { ...plugin.configs[preset], files, languageOptions: { sourceType } };
  return linter.verify(text, [config] as Linter.Config[], { filename });
}

const plain = allFixtures().filter(({ name }) => /\.[cm]?js$/.test(name));

describe('with espree', () => {
  test('there are fixtures in plain JavaScript', () => {
    expect(plain.length).toBeGreaterThan(2);
  });

  test.each(plain)('$name is judged and repaired as with typescript-eslint', (fixture) => {
    const { text, filename, preset } = fixture;
    const told = lintWithEspree(text, filename, preset).map(toVerdict);
    expect(told).toEqual(lint(text, fixture).map(toVerdict));
  });
});

function toVerdict({ line, column, message, suggestions = [] }: Linter.LintMessage) {
  return { line, column, message, repairs: suggestions.map(({ desc, fix }) => [desc, fix]) };
}
