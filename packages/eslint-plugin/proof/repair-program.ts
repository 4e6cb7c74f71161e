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

const linter = new Linter({ configType: 'flat' });
const PREFIX = '@interlocked/';
/** Far more than a program has reports. */
const MOST_ROUNDS = 10;

/**
 * Makes the suggestions of one kind, one report after the other, as a person would.
 *
 * - **Errors:** throws where nothing is reported, the kind is not offered, or a report stays.
 */
export function repairProgram(text: string, kind: RepairKind, filename = 'program.ts'): Repaired {
  let [current, label] = [text, ''];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const reports = lintFor(current, kind, filename);
    const [report] = reports;
    if (!report) {
      if (label === '') throw new Error('no rule reports the program');
      return { text: current, label };
    }
    const chosen = (report.suggestions ?? []).find(({ fix }) => isSame(fix, report.fix));
    if (!chosen) throw new Error(`line ${report.line} of the program is offered no ${kind}`);
    label ||= chosen.desc;
    current =
      current.slice(0, chosen.fix.range[0]) + chosen.fix.text + current.slice(chosen.fix.range[1]);
  }
  throw new Error(`after ${MOST_ROUNDS} repairs (${kind}) there still is a report`);
}

/** Reports of every rule, with the suggestion of the kind as their fix. */
function lintFor(text: string, kind: RepairKind, filename: string): Linter.LintMessage[] {
  const rules = Object.entries(RULES).map(([name, { rule }]) => {
    const [{ properties }] = rule.meta.schema as unknown as [
      { properties: { fix?: { enum: string[] } } },
    ];
    const canMake = properties.fix?.enum.includes(kind);
    return [PREFIX + name, ['error', canMake ? { fix: kind } : {}]] as const;
  });
  const config = {
    files: ['**/*.ts'],
    plugins: plugin.configs.recommended.plugins,
    languageOptions: { parser, sourceType: 'module' },
    rules: Object.fromEntries(rules),
  } as unknown as Linter.Config;
  const reports = linter.verify(text, [config], { filename });
  const fatal = reports.find((report) => report.fatal);
  if (fatal) throw new Error(`line ${fatal.line} does not parse: ${fatal.message}`);
  return reports;
}

function isSame(left: { text: string } | undefined, right: { text: string } | undefined): boolean {
  return left !== undefined && JSON.stringify(left) === JSON.stringify(right);
}
