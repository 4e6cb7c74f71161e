import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../src/index.js';

/** A report, the kinds of repair that it offers, and what is wrong with them. */
export interface Judged {
  readonly rule: string;
  readonly line: number;
  readonly endLine: number;
  readonly kinds: readonly string[];
  readonly labels: readonly string[];
  /** The file after each repair. */
  readonly outputs: readonly string[];
  /** Empty where each repair parses, keeps all comments, and cures its report, which then offers none. */
  readonly faults: readonly string[];
}

const linter = new Linter({ configType: 'flat' });
type Suggestion = Linter.LintSuggestion & { data?: { kind?: string } };

/** Judges every repair of every report on a file. */
export function judgeRepairs(
  text: string,
  filename: string,
  preset: 'recommended' | 'strict' = 'recommended',
): Judged[] {
  const reports = lintText(text, filename, preset);
  if (reports.some(({ fatal }) => fatal)) return [];
  return reports.map((report) => {
    const suggestions = (report.suggestions ?? []) as Suggestion[];
    const outputs = suggestions.map(({ fix, desc }) => ({ desc, text: withFix(text, fix) }));
    return {
      rule: report.ruleId ?? '',
      line: report.line,
      endLine: report.endLine ?? report.line,
      kinds: suggestions.map(({ data }) => data?.kind ?? ''),
      labels: suggestions.map(({ desc }) => desc),
      outputs: outputs.map((output) => output.text),
      faults: outputs.flatMap((output) => {
        const after = lintText(output.text, filename, preset);
        return faultsOf(text, reports, report, output, after, filename).map(
          (fault) => `${output.desc}: ${fault}`,
        );
      }),
    };
  });
}

function faultsOf(
  text: string,
  before: readonly Linter.LintMessage[],
  report: Linter.LintMessage,
  output: { readonly desc: string; readonly text: string },
  after: readonly Linter.LintMessage[],
  filename: string,
): string[] {
  const fatal = after.find((message) => message.fatal);
  if (fatal) return [`does not parse: ${fatal.message}`];
  // Another rule may have been silent for this report, and another report be offered what is there now.
  const count = (reports: readonly Linter.LintMessage[]): number => {
    return reports.filter((each) => whatOf(each) === whatOf(report)).length;
  };
  const kept = commentsOf(output.text, filename);
  const lost = commentsOf(text, filename).filter((comment) => !kept.includes(comment));
  return [
    ...(count(after) < count(before) ? [] : ['the report stays']),
    ...lost.map((comment) => `loses the comment ${comment}`),
    ...(output.desc.length <= MAX_LABEL ? [] : ['its label is too long']),
  ];
}

/** What a report says, wherever it stands. */
function whatOf({ ruleId, message }: Pick<Linter.LintMessage, 'ruleId' | 'message'>): string {
  return `${ruleId ?? ''} ${message.replace(/\d+/g, '')}`;
}

const MAX_LABEL = 60;

function lintText(
  text: string,
  filename: string,
  preset: 'recommended' | 'strict',
): Linter.LintMessage[] {
  const config = {
    ...plugin.configs[preset],
    files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: hasJsx(filename) } } },
  } as unknown as Linter.Config;
  return linter.verify(text, [config], { filename });
}

function withFix(text: string, { range, text: insert }: { range: [number, number]; text: string }) {
  return text.slice(0, range[0]) + insert + text.slice(range[1]);
}

function commentsOf(text: string, filename: string): string[] {
  const jsx = hasJsx(filename);
  const { comments = [] } = parser.parse(text, { comment: true, range: true, jsx });
  return comments.map((comment) => comment.value.replace(/\s+/g, ' ').trim());
}

function hasJsx(filename: string): boolean {
  return !/\.[mc]?ts$/.test(filename);
}
