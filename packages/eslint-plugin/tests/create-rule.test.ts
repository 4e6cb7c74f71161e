import { describe, expect, test } from 'vitest';
import plugin from '../src/index.js';
import { guardListeners } from '../src/rules/guard-listeners.js';
import { DOCS_BASE } from '../src/rules/create-rule.js';
import { SettingsError } from '../src/settings/settings-error.js';
import { fixAll, lint, withFix } from './harness/lint.js';

const RULE = '@interlocked/no-nonatomic-shared-memory';
const RACY =
  'const a = new Int32Array(new SharedArrayBuffer(4));\nexport const f = () => { a[0] += 1; };\n';
const CURED = RACY.replace('a[0] += 1', 'Atomics.add(a, 0, 1)');

describe('the option `fix`', () => {
  test('nothing is fixed unasked', () => {
    const [report] = lint(RACY, { filename: 'a.ts' });
    expect(report?.fix).toBeUndefined();
    expect(report?.suggestions).toHaveLength(1);
  });

  test('turns the named repair into a fix', () => {
    const rules = { [RULE]: ['error', { fix: 'atomics' }] };
    const [report] = lint(RACY, { filename: 'a.ts', rules });
    expect(report?.fix && withFix(RACY, report.fix)).toBe(CURED);
    expect(report?.suggestions).toHaveLength(1);
  });

  test('two fixes of one function give no name twice', () => {
    const text = `let visits = 0;
const stats = { total: 0 };
export async function visit(load) {
  visits = visits + (await load());
  stats.total += await load();
}
export async function leave(load) {
  visits = visits - (await load());
}
`;
    const rules = { '@interlocked/no-read-await-write': ['error', { fix: 'reorder' }] };
    expect(lint(text, { filename: 'a.js', rules })).toHaveLength(3);
    expect(fixAll(text, { filename: 'a.js', rules })).toBe(`let visits = 0;
const stats = { total: 0 };
export async function visit(load) {
  const amount = await load();
  visits = visits + amount;
  const amount2 = await load();
  stats.total += amount2;
}
export async function leave(load) {
  const amount = await load();
  visits = visits - amount;
}
`);
  });

  test.each([
    [{ fix: 'lock' }, '"^(atomics)$"'],
    [{ fixes: 'atomics' }, 'Expected properties: "fix", "strict"'],
    ['atomics', 'should be object'],
  ])('%j is refused with the rule and what is allowed', (option, allowed) => {
    const rules = { [RULE]: ['error', option] };
    const run = () => lint(RACY, { filename: 'a.ts', rules });
    expect(run).toThrow(/no-nonatomic-shared-memory/);
    expect(run).toThrow(allowed);
  });
});

describe('the report', () => {
  test('is as narrow as the update', () => {
    const [report] = lint(RACY, { filename: 'a.ts' });
    const line = RACY.split('\n')[1] ?? '';
    expect(line.slice((report?.column ?? 0) - 1, (report?.endColumn ?? 0) - 1)).toBe('a[0] += 1');
  });
});

describe('every rule', () => {
  test.each(Object.entries(plugin.rules))('%s says what it is', (name, { meta }) => {
    expect(meta.docs.url).toBe(DOCS_BASE + name);
    expect(meta.docs.description).toMatch(/^Disallow [^.]+[^.]$/);
    expect(meta).toMatchObject({ type: 'problem', fixable: 'code', hasSuggestions: true });
    expect(meta.schema).toMatchObject([{ type: 'object', additionalProperties: false }]);
    for (const message of Object.values(meta.messages))
      expect(message).not.toMatch(/\.\.$|^\s|\s$/);
  });
});

describe('guardListeners', () => {
  const failing = () => {
    throw new TypeError('half-typed code');
  };

  test('is silent where the analysis fails', () => {
    delete process.env['INTERLOCKED_THROW'];
    try {
      const listeners = guardListeners(() => ({ Program: failing })) as Record<string, () => void>;
      expect(() => listeners['Program']?.()).not.toThrow();
      expect(guardListeners(failing)).toEqual({});
    } finally {
      process.env['INTERLOCKED_THROW'] = '1';
    }
  });

  test('throws where it is asked to, and always for wrong settings', () => {
    const listeners = guardListeners(() => ({ Program: failing })) as Record<string, () => void>;
    expect(() => listeners['Program']?.()).toThrow('half-typed code');
    const wrong = () => {
      throw new SettingsError('wrong');
    };
    delete process.env['INTERLOCKED_THROW'];
    try {
      expect(() => guardListeners(wrong)).toThrow('wrong');
    } finally {
      process.env['INTERLOCKED_THROW'] = '1';
    }
  });
});
