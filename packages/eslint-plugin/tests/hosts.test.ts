import { createRequire } from 'node:module';
import path from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { allFixtures } from './harness/fixture.js';
import { FIXTURES } from './harness/fixture.js';
import { lint, type LintOptions } from './harness/lint.js';
import { toJavaScript } from './harness/to-javascript.js';

const HOSTS = path.resolve(import.meta.dirname, '../../../hosts');

/** ESLint of a major version, as its workspace has it. */
function hostOf(major: number): Linter {
  const require = createRequire(path.join(HOSTS, `eslint-${major}`, 'package.json'));
  const eslint = require('eslint') as { Linter: typeof Linter };
  expect(eslint.Linter.version).toMatch(new RegExp(`^${major}\\.`));
  return new eslint.Linter({ configType: 'flat', cwd: FIXTURES });
}

const hosts = [8, 9].map((major) => ({ major, linter: hostOf(major) }));
const current = new Linter({ configType: 'flat', cwd: FIXTURES });

interface Verdict {
  readonly at: string;
  readonly message: string;
  readonly repairs: readonly string[];
}

function verdicts(text: string, options: LintOptions, linter: Linter): Verdict[] {
  return lint(text, options, linter).map((report) => ({
    at: `${report.ruleId} ${report.line}:${report.column}-${report.endLine}:${report.endColumn}`,
    message: report.message,
    repairs: (report.suggestions ?? []).map(
      ({ desc, fix }) => `${desc}: ${fix.range.join('-')} ${fix.text}`,
    ),
  }));
}

const expected = new Map<string, Verdict[]>();

/** What ESLint 10 with typescript-eslint says; asked once for each text. */
function currentVerdicts(text: string, options: LintOptions): Verdict[] {
  const key = `${options.filename}\0${text}`;
  const known = expected.get(key) ?? verdicts(text, options, current);
  expected.set(key, known);
  return known;
}

const fixtures = allFixtures().map((fixture) => ({ ...fixture, typed: false }));
const scripts = fixtures.map(({ name, filename, text, preset }) =>
  filename.endsWith('.cjs')
    ? { name, filename, text, preset }
    : { name, filename: filename.replace(/\.tsx?$/, '.js'), text: toJavaScript(text), preset },
);

test('the current host is ESLint 10', () => {
  expect(Linter.version).toMatch(/^10\./);
});

describe.each(hosts)('ESLint $major', ({ linter }) => {
  test.each(fixtures)('$name: as under ESLint 10', (fixture) => {
    expect(verdicts(fixture.text, fixture, linter)).toEqual(currentVerdicts(fixture.text, fixture));
  });
});

describe.each([{ major: 10, linter: current }, ...hosts])(
  'espree of ESLint $major',
  ({ linter }) => {
    test.each(scripts)('$name: as with typescript-eslint', ({ text, filename, preset }) => {
      const options = { filename, preset };
      expect(verdicts(text, { ...options, isEspree: true }, linter)).toEqual(
        currentVerdicts(text, options),
      );
    });
  },
);
