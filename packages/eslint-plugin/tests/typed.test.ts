import { describe, expect, test } from 'vitest';
import { allFixtures } from './harness/fixture.js';
import { lint, type LintOptions } from './harness/lint.js';

/** What types alone can tell has wants of its own. */
const fixtures = allFixtures().filter(({ filename, name }) => {
  return /\.tsx?$/.test(filename) && !name.startsWith('typed/');
});

function verdicts(text: string, options: LintOptions): string[] {
  return lint(text, options).map(({ ruleId, line }) => `${line} ${ruleId}`);
}

describe('with type information', () => {
  test.each(fixtures)('$name: no report of the untyped run is lost', (fixture) => {
    const typed = verdicts(fixture.text, { ...fixture, typed: true });
    const untyped = verdicts(fixture.text, { ...fixture, typed: false });
    expect(typed).toEqual(fixture.typed ? expect.arrayContaining(untyped) : untyped);
  });
});
