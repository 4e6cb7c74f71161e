import type { Finding } from './lint-shop.js';

/** A suggestion that was applied. */
export interface AppliedSuggestion {
  readonly line: number;
  readonly ruleId: string;
  readonly label: string;
}

/** A text with the first suggestion of each finding applied, and the findings that had none. */
export interface RepairedText {
  readonly text: string;
  readonly applied: readonly AppliedSuggestion[];
  readonly left: readonly Finding[];
}

export type LintText = (text: string) => Promise<readonly Finding[]>;

type Suggestion = NonNullable<Finding['suggestions']>[number];

/** Far more than a file has findings; only suggestions that cure nothing come this far. */
const MOST_SUGGESTIONS = 50;

function applySuggestion(text: string, { fix }: Suggestion): string {
  return text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
}

function checkParses(findings: readonly Finding[], after: AppliedSuggestion | undefined): void {
  const fatal = findings.find((finding) => finding.fatal);
  if (!fatal) return;
  const cause = after ? `after the suggestion "${after.label}" of ${after.ruleId}` : 'as written';
  throw new Error(`The text does not parse ${cause}: line ${fatal.line}: ${fatal.message}`);
}

/**
 * Applies one first suggestion, lints again, and so on until no finding has a suggestion.
 *
 * One at a time, for a suggestion is right only for the text that it was made for.
 */
export async function applySuggestions(text: string, lint: LintText): Promise<RepairedText> {
  const applied: AppliedSuggestion[] = [];
  for (let current = text; ;) {
    const findings = await lint(current);
    checkParses(findings, applied.at(-1));
    const finding = findings.find(({ suggestions }) => suggestions?.length);
    const suggestion = finding?.suggestions?.[0];
    if (!finding || !suggestion) return { text: current, applied, left: findings };

    const step = { line: finding.line, ruleId: finding.ruleId ?? '', label: suggestion.desc };
    if (applied.length === MOST_SUGGESTIONS) {
      throw new Error(
        `After ${MOST_SUGGESTIONS} suggestions line ${step.line} still has a finding of ` +
          `${step.ruleId}: its suggestion "${step.label}" does not cure it.`,
      );
    }
    current = applySuggestion(current, suggestion);
    applied.push(step);
  }
}
