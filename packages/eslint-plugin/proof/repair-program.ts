import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import plugin from '../src/index.js';
import type { RepairKind } from '../src/repairs/repair.js';
import { RULES } from '../src/rules/rules.js';

/** A program as one kind of repair leaves it. */
export interface Repaired {
  readonly text: string;
  /** The suggestion's label. */
  readonly label: string;
}

/** What the rules are told beside the program. */
export interface Told {
  /** Where the program is. */
  readonly path?: string;
  readonly strict?: boolean;
  readonly database?: string;
}

type Fix = NonNullable<Linter.LintMessage['fix']>;

const linter = new Linter({ configType: 'flat' });
const PREFIX = '@interlocked/';
/** Far more than a program has reports. */
const MOST_ROUNDS = 10;

/**
 * Makes the suggestions of one kind, one report after the other, as a person would.
 *
 * - **Errors:** throws where nothing is reported, the kind is not offered, or a report stays.
 */
export function repairProgram(text: string, kind: RepairKind, told: Told = {}): Repaired {
  let [current, label] = [text, ''];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const reports = lintFor(current, kind, told);
    const [report] = reports;
    if (!report) {
      if (label === '') throw new Error('no rule reports the program');
      return { text: current, label };
    }
    const chosen = (report.suggestions ?? []).find(({ fix }) => {
      return report.fix && withFix(current, fix) === withFix(current, report.fix);
    });
    if (!chosen) throw new Error(`line ${report.line} of the program is offered no ${kind}`);
    label ||= chosen.desc;
    current = withFix(current, chosen.fix);
  }
  throw new Error(`after ${MOST_ROUNDS} repairs (${kind}) there still is a report`);
}

/** Reports of every rule, with the suggestion of the kind as their fix. */
function lintFor(text: string, kind: RepairKind, told: Told): Linter.LintMessage[] {
  const rules = Object.entries(RULES).map(([name, { rule }]) => {
    const [{ properties }] = rule.meta.schema as unknown as [
      { properties: { fix?: { enum: string[] } } },
    ];
    const canMake = properties.fix?.enum.includes(kind);
    const { strict = false } = told;
    return [PREFIX + name, ['error', canMake ? { fix: kind, strict } : { strict }]] as const;
  });
  const config = {
    files: ['**/*.ts'],
    plugins: plugin.configs.recommended.plugins,
    languageOptions: { parser, sourceType: 'module' },
    rules: Object.fromEntries(rules),
    settings: told.database === undefined ? {} : { interlocked: { database: told.database } },
  } as unknown as Linter.Config;
  const reports = linter.verify(text, [config], { filename: told.path ?? 'program.ts' });
  const fatal = reports.find((report) => report.fatal);
  if (fatal) throw new Error(`line ${fatal.line} does not parse: ${fatal.message}`);
  return reports;
}

/** The text with a fix made; one that spans more says the same of what it leaves. */
function withFix(text: string, { range, text: insert }: Fix): string {
  return text.slice(0, range[0]) + insert + text.slice(range[1]);
}
