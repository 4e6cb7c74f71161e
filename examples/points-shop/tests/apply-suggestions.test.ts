import { describe, expect, it } from 'vitest';

import { applySuggestions, type LintText } from '../src/repair/apply-suggestions.js';
import type { Finding } from '../src/repair/lint-shop.js';

/** Reports every `bad` and suggests to replace it. */
function reportBad(text: string, replacement: string): Finding[] {
  return [...text.matchAll(/\bbad\b/g)].map(({ index }) => ({
    ruleId: 'no-bad',
    message: 'bad',
    line: 1,
    column: index + 1,
    severity: 2,
    suggestions: [
      { desc: `Write ${replacement}`, fix: { range: [index, index + 3], text: replacement } },
      { desc: 'Worse', fix: { range: [0, text.length], text: 'worse' } },
    ],
  }));
}

const lintBad =
  (replacement: string): LintText =>
  (text) =>
    Promise.resolve(reportBad(text, replacement));

describe('applySuggestions', () => {
  it('applies the first suggestion of each finding, each on the text that is then there', async () => {
    const { text, applied, left } = await applySuggestions('bad = bad + bad', lintBad('better'));
    expect(text).toBe('better = better + better');
    expect(applied.map(({ label }) => label)).toEqual(Array(3).fill('Write better'));
    expect(left).toEqual([]);
  });

  it('leaves a text without findings as it is', async () => {
    expect(await applySuggestions('good', lintBad('better'))).toEqual({
      text: 'good',
      applied: [],
      left: [],
    });
  });

  it('goes past a finding without a suggestion, and tells of it', async () => {
    const lint: LintText = (text) => {
      const hopeless = {
        ruleId: 'no-hope',
        message: 'no',
        line: 1,
        column: 1,
        severity: 2,
      } as const;
      return Promise.resolve([hopeless, ...reportBad(text, 'better')]);
    };
    const { text, left } = await applySuggestions('bad', lint);
    expect(text).toBe('better');
    expect(left.map(({ ruleId }) => ruleId)).toEqual(['no-hope']);
  });

  it('stops at a suggestion that cures nothing', async () => {
    await expect(applySuggestions('bad', lintBad('bad'))).rejects.toThrow(
      'After 50 suggestions line 1 still has a finding of no-bad: its suggestion "Write bad" does not',
    );
  });

  it('stops at a suggestion after which the text does not parse', async () => {
    const lint: LintText = (text) => {
      if (text !== '(') return Promise.resolve(reportBad(text, '('));
      const message = 'Unexpected end';
      return Promise.resolve([
        { ruleId: null, message, line: 1, column: 1, severity: 2, fatal: true },
      ]);
    };
    await expect(applySuggestions('bad', lint)).rejects.toThrow(
      'The text does not parse after the suggestion "Write (" of no-bad: line 1: Unexpected end',
    );
  });
});
