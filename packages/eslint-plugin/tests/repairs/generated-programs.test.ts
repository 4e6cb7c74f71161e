import type { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentsOf, lint, withFix } from '../harness/lint.js';
import { programs, type Program } from './generated/programs.js';

/** Printed by fast-check with what fails; another one makes other programs. */
const seed = Number(process.env['SEED'] ?? 20_261_121);
const numRuns = Number(process.env['RUNS'] ?? 600);

describe('repairs of generated programs', () => {
  let offered = 0;

  test(`parse, keep comments, cure what they say, and leave nothing to repair twice (seed ${seed})`, () => {
    const property = fc.property(programs, (program) => {
      const reports = lint(program.text, program);
      for (const report of reports) {
        for (const { fix, desc } of report.suggestions ?? []) {
          offered += 1;
          const output = { ...program, text: withFix(program.text, fix) };
          checkRepair(program, output, { report, desc, before: reports.length });
        }
      }
    });
    fc.assert(property, { seed, numRuns });
    expect(offered).toBeGreaterThan(numRuns / 2);
  }, 300_000);
});

test('a repair that does nothing, loses a comment or does not parse is found out', () => {
  const text = [
    "import { User } from 'sequelize';",
    'async function award(id) {',
    '  const user = await User.findByPk(id); // one',
    '  user.points += 10;',
    '  await user.save();',
    '}',
  ].join('\n');
  const racy: Program = { text, filename: 'app.js', isEspree: false };
  const reports = lint(text, racy);
  const [report] = reports as [Linter.LintMessage];
  const found = { report, desc: 'planted', before: reports.length };
  const cured = text.replace('user.points += 10', "await user.increment('points', { by: 10 })");
  const check = (output: string) => checkRepair(racy, { ...racy, text: output }, found);
  check(cured);
  expect(() => check(text)).toThrow();
  expect(() => check(cured.replace('// one', ''))).toThrow();
  expect(() => check(cured.replace('{', ''))).toThrow();
  expect(() => check(cured.replace('\n', '\r\n'))).toThrow();
});

interface Repaired {
  readonly report: Linter.LintMessage;
  readonly desc: string;
  /** How many reports there were. */
  readonly before: number;
}

function checkRepair(racy: Program, output: Program, { report, desc, before }: Repaired): void {
  const shown = `${desc}\n${racy.filename}\n${racy.text}\n----\n${output.text}`;
  const after = lintOf(output, shown);
  const comments = ({ text, filename }: Program) => commentsOf(text, filename);
  expect(comments(output), shown).toEqual(comments(racy));
  expect(after.length, shown).toBeLessThan(before);
  const messages = after.map(({ message }) => message);
  expect(messages, shown).not.toContain(report.message);
  expect(new Set(output.text.match(/\r?\n/g)).size, shown).toBe(1);
}

function lintOf(program: Program, shown: string): Linter.LintMessage[] {
  try {
    return lint(program.text, program);
  } catch (error) {
    throw new Error(shown, { cause: error });
  }
}
