import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { allFixtures } from './harness/fixture.js';
import { judge, type Verdict, withFix } from './harness/lint.js';
import { judgedFunctions } from './harness/verdicts.js';

const MAX_LABEL = 60;

type Judge = (text: string) => Verdict;

describe.each(allFixtures())('$name', (fixture) => {
  // One text is what several repairs give, and is judged once.
  const known = new Map<string, Verdict>();
  const judged: Judge = (text) => {
    const verdict = known.get(text) ?? judge(text, fixture);
    known.set(text, verdict);
    return verdict;
  };
  const { reports, comments } = judged(fixture.text);

  test('reports what is wanted, and nothing else', () => {
    const found = reports.map((report) => `${report.line} ${shortId(report)}: ${report.message}`);
    const left = [...found];
    const missing = fixture.wants.filter(({ line, rule, message }) => {
      const i = left.findIndex(
        (text) => text.startsWith(`${line} ${rule}: `) && message.test(text),
      );
      if (i !== -1) left.splice(i, 1);
      return i === -1;
    });
    const wanted = missing.map(({ line, rule, message }) => `${line} ${rule}: ${message.source}`);
    expect({ missing: wanted, unwanted: left }).toEqual({ missing: [], unwanted: [] });
  });

  test('functions are what their names say', () => {
    const functions = judgedFunctions(fixture.text, fixture.filename);
    const wrong = functions.filter(({ verdict, startLine, endLine, reason }) => {
      const isReported = reports.some(({ line }) => startLine <= line && line <= endLine);
      const isRight = isReported === (verdict === 'race' || verdict === 'fp');
      return !isRight || ((verdict === 'fp' || verdict === 'fn') && !reason);
    });
    expect(wrong).toEqual([]);
    expect(functions.length + reports.length).toBeGreaterThan(0);
  });

  const suggestions = reports.flatMap((report) =>
    (report.suggestions ?? []).map((suggestion, i) => ({ report, suggestion, i })),
  );
  test.each(suggestions)(
    'line $report.line, suggestion $i: "$suggestion.desc"',
    ({ report, suggestion }) => {
      expect(suggestion.desc.length).toBeLessThanOrEqual(MAX_LABEL);
      const { reports: after, comments: kept } = judged(withFix(fixture.text, suggestion.fix));
      expect(kept).toEqual(expect.arrayContaining(comments));
      expect(after.length).toBeLessThan(reports.length);
      expect(after.map(shortId).filter((id) => id === shortId(report)).length).toBeLessThan(
        reports.map(shortId).filter((id) => id === shortId(report)).length,
      );
    },
  );

  test('the first suggestion of every report gives the golden file', async () => {
    const { text, left } = repairAll(fixture.text, judged);
    if (text !== fixture.text) await expect(text).toMatchFileSnapshot(fixture.golden);
    expect(left.filter((report) => (report.suggestions ?? []).length > 0)).toEqual([]);
  });
});

/** The text with the first suggestion of each report made, one after the other, until none is left. */
function repairAll(original: string, judged: Judge): { text: string; left: Linter.LintMessage[] } {
  let text = original;
  let left = judged(text).reports;
  for (let round = 0; round < 200; round += 1) {
    const first = left.find((report) => (report.suggestions ?? []).length > 0)?.suggestions?.[0];
    if (!first) break;
    text = withFix(text, first.fix);
    left = judged(text).reports;
  }
  return { text, left };
}

function shortId({ ruleId }: Linter.LintMessage): string {
  return (ruleId ?? '').replace('@interlocked/', '');
}
