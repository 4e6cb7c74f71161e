import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

import plugin from '../src/index.js';

/** What one file costs, and what was found in it. */
export interface FileCost {
  readonly file: string;
  readonly lines: number;
  readonly parsed: boolean;
  /** Milliseconds of all our rules, and of `require-atomic-updates` beside `recommended`. */
  readonly ours: number;
  readonly core: number;
  readonly findings: number;
  readonly suggestions: number;
  /** Suggestions after which the file does not parse. */
  readonly broken: readonly string[];
  readonly crash: string | undefined;
}

const CORE = 'require-atomic-updates';

const PARSING: Linter.Config = {
  files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
  languageOptions: { parser, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } },
  linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: true },
};

type Preset = 'recommended' | 'strict';

const MEASURED: Record<Preset, Linter.Config[]> = {
  recommended: [PARSING, plugin.configs.recommended, { rules: { [CORE]: 'error' } }],
  strict: [PARSING, plugin.configs.strict, { rules: { [CORE]: 'off' } }],
};

const NOTHING = { ours: 0, core: 0, findings: 0, suggestions: 0, broken: [], crash: undefined };

/** `file` is the path as the repository calls it: some folders hold code that runs alone. */
export function costOf(
  text: string,
  file: string,
  preset: Preset = 'recommended',
  parsesSuggestions = true,
): FileCost {
  const lines = text.split('\n').length;
  const linter = new Linter();
  const known = { ...NOTHING, file, lines, parsed: true };
  try {
    // Only this entry of ESLint keeps the times of the rules.
    const { messages } = linter.verifyAndFix(text, MEASURED[preset], {
      filename: file,
      fix: false,
      stats: true,
    } as Linter.FixOptions);
    if (messages.some(({ fatal }) => fatal)) return { ...known, parsed: false };
    const ours = messages.filter(({ ruleId }) => ruleId?.startsWith('@interlocked/'));
    const fixed = ours.flatMap(({ suggestions = [], line }) => {
      return suggestions.map(({ fix }) => ({ line, text: withFix(text, fix) }));
    });
    return {
      ...known,
      ...timesOf(linter),
      findings: ours.length,
      suggestions: fixed.length,
      broken: (parsesSuggestions ? fixed : [])
        .filter(({ text: output }) => !parses(output, file))
        .map(({ line }) => `${file}:${line}`),
    };
  } catch (error) {
    if (!String((error as Error).message).includes('Rule: "@interlocked/')) throw error;
    return { ...known, crash: `${file}: ${String(error)}` };
  }
}

function timesOf(linter: Linter): { ours: number; core: number } {
  const rules = linter.getTimes().passes.flatMap(({ rules: times }) => Object.entries(times ?? {}));
  const sum = (isWanted: (rule: string) => boolean): number =>
    rules.reduce((total, [rule, { total: ms }]) => (isWanted(rule) ? total + ms : total), 0);
  return {
    ours: sum((rule) => rule.startsWith('@interlocked/')),
    core: sum((rule) => rule === CORE),
  };
}

function withFix(
  text: string,
  { range: [start, end], text: replacement }: { range: [number, number]; text: string },
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function parses(text: string, file: string): boolean {
  return !new Linter().verify(text, [PARSING], { filename: file }).some(({ fatal }) => fatal);
}
