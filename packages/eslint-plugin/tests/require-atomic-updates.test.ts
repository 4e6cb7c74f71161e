import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { FIXTURES } from './harness/fixture.js';
import { lint } from './harness/lint.js';
import { judgedFunctions } from './harness/verdicts.js';

/** Why what core reports is no update from a stale value, by the function of `core-not-derived.ts`. */
const REASONS: Record<string, string> = {
  parameterField_ok: 'the field that is written was not read before the `await`',
  exitCode_ok: 'the code is what the run gave, whatever the exit code was',
  testedParameter_ok: 'the object is the caller’s, and the new value owes nothing to the old one',
  parameterThenYield_ok: 'a constant is written',
  testedVariable_ok: 'the old value is only tested: `no-check-await-set` reports it in `strict`',
  copiedThenYield_ok: 'a constant is written',
  asyncGenerator_ok: 'what `yield` gives is what the consumer sends, not what it was given',
  readByClosure_ok: 'the variable belongs to one call, and the closure only reads it',
};

const core = new Linter({ configType: 'flat' });

/** The functions of a fixture, by name, in which somebody reports something. */
function reportedIn(name: string, reports: readonly { readonly line: number }[]): string[] {
  const file = path.join(FIXTURES, 'memory', name);
  return judgedFunctions(readFileSync(file, 'utf8'), file)
    .filter(({ startLine, endLine }) =>
      reports.some(({ line }) => startLine <= line && line <= endLine),
    )
    .map((judged) => judged.name);
}

function namesIn(name: string): string[] {
  const file = path.join(FIXTURES, 'memory', name);
  return judgedFunctions(readFileSync(file, 'utf8'), file).map((judged) => judged.name);
}

function byCore(name: string): string[] {
  const text = readFileSync(path.join(FIXTURES, 'memory', name), 'utf8');
  const rules: Linter.RulesRecord = { 'require-atomic-updates': 'error' };
  const reports = core.verify(
    text,
    [{ files: ['**/*.ts'], languageOptions: { parser, globals: { process: 'readonly' } }, rules }],
    name,
  );
  return reportedIn(name, reports);
}

function byUs(name: string): string[] {
  const filename = path.join(FIXTURES, 'memory', name);
  return reportedIn(name, lint(readFileSync(filename, 'utf8'), { filename }));
}

describe('what core’s require-atomic-updates reports', () => {
  test('is reported where the written value derives from the stale read', () => {
    const functions = namesIn('core-reported.ts');
    expect(functions.length).toBeGreaterThan(20);
    expect(byUs('core-reported.ts')).toEqual(functions);
  });

  test('is the list above: core reports each shape, but for fields of `this`', () => {
    const missed = namesIn('core-reported.ts').filter(
      (name) => !byCore('core-reported.ts').includes(name),
    );
    expect(missed).toEqual(['privateField_race']);
  });

  test('is silent otherwise, each shape for its reason', () => {
    expect(namesIn('core-not-derived.ts').sort()).toEqual(Object.keys(REASONS).sort());
    expect(byCore('core-not-derived.ts').sort()).toEqual(Object.keys(REASONS).sort());
    expect(byUs('core-not-derived.ts')).toEqual([]);
  });

  test('is silent on every program that people reported as false', () => {
    const functions = namesIn('core-false-positives.ts');
    expect(functions.length).toBeGreaterThan(20);
    expect(byCore('core-false-positives.ts').length).toBeGreaterThan(5);
    expect(byUs('core-false-positives.ts')).toEqual([]);
  });
});
