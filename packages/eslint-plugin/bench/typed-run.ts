import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import plugin from '../src/index.js';

/** One file linted once. */
export interface TypedRun {
  readonly isTyped: boolean;
  readonly messages: readonly Linter.LintMessage[];
  /** The first and last lines of its functions. */
  readonly functions: readonly (readonly [start: number, end: number])[];
}

/** Without types; with types, beside the type-checked rules of typescript-eslint; or those alone. */
export type Mode = 'untyped' | 'typed' | 'only others';

export type Preset = 'recommended' | 'strict';

const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;

/** Lints the file; outside of a project it is not typed. */
export function lintFile(
  root: string,
  file: string,
  mode: Mode,
  preset: Preset = 'recommended',
): TypedRun {
  const functions: [number, number][] = [];
  const linter = new Linter({ configType: 'flat', cwd: root });
  const text = readFileSync(path.join(root, file), 'utf8');
  const config = configOf(root, file, mode, plugin.configs[preset], functions);
  const messages = linter.verify(text, config, { filename: path.join(root, file) });
  const isTyped = mode !== 'untyped' && !messages.some(({ fatal }) => fatal);
  const ours = messages.filter(({ ruleId }) => ruleId?.startsWith('@interlocked/'));
  return { isTyped, messages: ours, functions };
}

function configOf(
  root: string,
  file: string,
  mode: Mode,
  preset: Linter.Config,
  functions: [number, number][],
): Linter.Config[] {
  const files = ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'];
  const onFunction = (node: { type: string; loc?: unknown }): void => {
    const { start, end } = node.loc as { start: { line: number }; end: { line: number } };
    if (FUNCTION.test(node.type)) functions.push([start.line, end.line]);
  };
  const lines = { create: () => ({ ':function': onFunction }) };
  return [
    ...(mode === 'only others' ? [] : [{ ...preset, files }]),
    ...(mode !== 'untyped' ? tseslint.configs.recommendedTypeCheckedOnly : []),
    {
      files,
      plugins: { bench: { rules: { lines } } },
      rules: { 'bench/lines': 'error' },
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: {
          ecmaFeatures: { jsx: !/\.[mc]?ts$/.test(file) },
          ...(mode !== 'untyped' && { projectService: true, tsconfigRootDir: root }),
        },
      },
      linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    },
  ] as Linter.Config[];
}
