import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { vi } from 'vitest';
import plugin from '../../src/index.js';
import { FIXTURES } from './fixture.js';

// An analysis that throws is silent for users, and must not be so here.
process.env['INTERLOCKED_THROW'] = '1';
// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

export type Preset = 'recommended' | 'strict';

export interface LintOptions {
  readonly filename: string;
  readonly preset?: Preset;
  readonly typed?: boolean;
  readonly rules?: Record<string, unknown>;
  readonly settings?: Record<string, unknown>;
  /** Whether the parser of ESLint itself reads the text. */
  readonly isEspree?: boolean;
}

const linter = new Linter({ configType: 'flat', cwd: FIXTURES });

/** What the plugin reports on the text; a text that does not parse throws. */
export function lint(text: string, options: LintOptions, host = linter): Linter.LintMessage[] {
  const messages = host.verify(text, configFor(options), { filename: options.filename });
  const fatal = messages.find((message) => message.fatal);
  if (fatal) throw new SyntaxError(`${options.filename}:${fatal.line}: ${fatal.message}`);
  return messages;
}

export interface Verdict {
  readonly reports: Linter.LintMessage[];
  readonly comments: string[];
}

/** What the plugin reports on the text, with the comments of it, of one parse. */
export function judge(text: string, options: LintOptions): Verdict {
  const reports = lint(text, options);
  return { reports, comments: inOrder(linter.getSourceCode().getAllComments()) };
}

/** The text with all fixes made, as `eslint --fix` makes them. */
export function fixAll(text: string, options: LintOptions, host = linter): string {
  return host.verifyAndFix(text, configFor(options), { filename: options.filename }).output;
}

function configFor(options: LintOptions): Linter.Config[] {
  const { filename, preset = 'recommended', typed, rules, settings, isEspree } = options;
  const config = plugin.configs[preset];
  return [
    {
      ...config,
      rules: { ...config.rules, ...rules },
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      ...(settings && { settings }),
      languageOptions: {
        ...(!isEspree && { parser }),
        sourceType: filename.endsWith('.cjs') ? 'commonjs' : 'module',
        parserOptions: {
          ecmaFeatures: { jsx: /[jt]sx$/.test(filename) },
          ...(typed && { projectService: true, tsconfigRootDir: FIXTURES }),
        },
      },
    },
  ] as Linter.Config[];
}

/** The text with one fix made. */
export function withFix(
  text: string,
  { range, text: insert }: { range: [number, number]; text: string },
) {
  return text.slice(0, range[0]) + insert + text.slice(range[1]);
}

/** The comments of the text, white space apart, in a stable order. */
export function commentsOf(text: string, filename: string): string[] {
  const jsx = /[jt]sx$/.test(filename);
  return inOrder(parser.parse(text, { comment: true, range: true, jsx }).comments ?? []);
}

function inOrder(comments: readonly { readonly value: string }[]): string[] {
  return comments.map((comment) => comment.value.replace(/\s+/g, ' ').trim()).sort();
}
