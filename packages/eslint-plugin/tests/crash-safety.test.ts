import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import plugin from '../src/index.js';
import { allFixtures } from './harness/fixture.js';
import { lint, withFix } from './harness/lint.js';
import { mutate, type Change } from './harness/mutate.js';

const fixtures = allFixtures();

/** A parser that takes what the language forbids, as the parsers of editors and of Vue do. */
const lenient = { ...parser, parseForESLint: parseLeniently };

function parseLeniently(text: string, options: Parameters<typeof parser.parseForESLint>[1]) {
  return parser.parseForESLint(text, { ...options, allowInvalidAST: true });
}

const linter = new Linter({ configType: 'flat' });

describe('half-typed code', () => {
  test('any beginning of a fixture that parses is linted without an exception', () => {
    const cut = fc.constantFrom(...fixtures).chain((fixture) =>
      fc.record({
        filename: fc.constant(fixture.filename),
        text: fc.nat(fixture.text.length).map((end) => fixture.text.slice(0, end)),
        closing: fc.constantFrom('', '}', ')', '})', ';}', '}}', '0}', ');}'),
      }),
    );
    fc.assert(
      fc.property(cut, ({ filename, text, closing }) => {
        expect(() => lintLeniently(text + closing, filename)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });

  test('a fixture whose parts are lost, doubled, exchanged or wrapped is linted and repaired', () => {
    const kind = fc.constantFrom('tokens', 'expressions', 'expressions', 'statements');
    const change: fc.Arbitrary<Change> = fc.record({
      kind,
      at: fc.nat(),
      other: fc.nat(),
      how: fc.nat(),
    });
    const changed = fc.record({
      fixture: fc.constantFrom(...fixtures),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(changed, ({ fixture: { text, filename }, changes }) => {
        const output = mutate(text, filename, changes);
        const reports = lintLeniently(output, filename);
        if (!parses(output, filename)) return;
        const broken = reports
          .flatMap(({ suggestions = [] }) => suggestions)
          .filter(({ fix }) => !parses(withFix(output, fix), filename));
        expect(broken).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test.each([['an import from no text', 'import { Mutex } from 1;\nnew Mutex().acquire();']])(
    'with a lenient parser: %s',
    (_title, text) => {
      expect(() => lintLeniently(text, 'a.ts')).not.toThrow();
    },
  );

  test.each([
    ['nothing', ''],
    ['a comment alone', '// SharedArrayBuffer'],
    ['a declaration without a value', 'const a = new Int32Array();\na[0] += 1;'],
    ['a call without arguments', 'Atomics.store();\nAtomics.load(a);\nAtomics.add(...a);'],
    [
      'a variable made of itself',
      'let a = a ?? new Int32Array(a);\na[0] += 1; // SharedArrayBuffer',
    ],
    [
      'classes made of each other',
      'class A { b = new B().a; }\nclass B { a = new A().b; }\nnew A().b[0]++; // Atomics',
    ],
    [
      'a class above itself',
      'let B = class B extends B {};\nB = class extends B {};\nnew B().a[0]++; B.a[0]++; // Atomics',
    ],
    [
      'a type made of itself',
      'type A = A | B; type B = A & B;\nfunction f(a: A) { a[0]++; } // SharedArrayBuffer',
    ],
    [
      'a generic type made of itself',
      'type A<T> = Readonly<A<T>>;\nfunction f(a: A<SharedArrayBuffer>) { a[0]++; }',
    ],
    [
      'functions that call each other',
      'function f(a) { g(a); a[0]++; }\nfunction g(a) { f(a); }\nf(new Int32Array(new SharedArrayBuffer(4)));',
    ],
    ['patterns with holes', 'const [, a = [][0]] = workerData;\na[0]++;'],
    [
      'a lock made of itself',
      'const m = m ?? new Mutex(m);\nasync function f() { await m.runExclusive(f); await m.acquire(); }',
    ],
    [
      'locks that hold each other',
      'const a = new Mutex(), b = a; let c = b = c;\nasync function f() { await a.runExclusive(() => c.runExclusive(() => b.runExclusive())); }',
    ],
    [
      'functions that lock and call each other',
      'const m = new Mutex();\nasync function f() { return m.runExclusive(g); }\nasync function g() { return m.runExclusive(f); }',
    ],
    [
      'calls of locks without arguments',
      'const k = new KeyedMutex();\nasync function f() { await k.runExclusive(); await k.acquire(...k); using g = k; locks.run(); }',
    ],
    [
      'a lock after the read that nothing reads',
      'async function f() { const x = await User.findByPk(); const m = new Mutex(); await m.runExclusive(async () => {}); }',
    ],
    [
      'memory made of itself',
      'let t = t; class A { #n = this.#n; static s = A.s; async f() { A.s = this.#n += await (t = await t); } }',
    ],
    [
      'a map in itself',
      'const m = new Map([[m, m]]);\nasync function f(k) { if (!m.has(m)) m.set(m, await f(m.get(k))); m.set(); }',
    ],
    ['decorators and empty classes', 'class A { @d static { } get [x]() { return 1 } } // Atomics'],
  ])('%s', (_title, text) => {
    expect(() => lint(text, { filename: 'a.ts' })).not.toThrow();
  });
});

describe('absurd nesting', () => {
  const DEPTH = 300;
  test.each([
    ['blocks', `${'{'.repeat(DEPTH)} x.n += 1; ${'}'.repeat(DEPTH)} await x.save();`],
    ['tests', `${'if (x.a) '.repeat(DEPTH)} x.n += 1; await x.save();`],
    ['sums', `x.n = ${'x.n + '.repeat(DEPTH)} 1; await x.save();`],
    ['members', `x${'.a'.repeat(DEPTH)} += 1; await x.save();`],
    ['continuations', `x.n += 1; await x.save()${'.then((y) => y)'.repeat(DEPTH)};`],
  ])('%s are followed to the race', (_title, body) => {
    const found = lint(`async function f(x) { await 0; ${body} }`, {
      filename: 'a.js',
      isEspree: true,
    });

    expect(found.map(({ ruleId }) => ruleId)).toContain('@interlocked/no-lost-update');
  });
});

describe('nesting beyond all bounds', () => {
  const repeated: [string, (n: number) => string][] = [
    ['blocks', (n) => `${around('{\n', 'x.n += 1;', '}\n', n)} await x.save();`],
    ['tests', (n) => `${'if (x.a)\n'.repeat(n)} x.n += 1; await x.save();`],
    ['else-if chains', (n) => `${'if (x.a) g(); else\n'.repeat(n)} x.n += 1; await x.save();`],
    ['loops', (n) => `${'while (x.a)\n'.repeat(n)} x.n += 1; await x.save();`],
    [
      'tries',
      (n) => `${around('try {\n', 'x.n += 1;', '} finally { g(); }\n', n)} await x.save();`,
    ],
    [
      'switches',
      (n) => `${around('switch (x.a) { case 1:\n', 'x.n += 1;', '}', n)} await x.save();`,
    ],
    ['parentheses', (n) => `x.n = ${around('(\n', 'x.n + 1', ')', n)}; await x.save();`],
    ['arrays', (n) => `x.n = ${around('[\n', 'x.n', ']', n)}; await x.save();`],
    ['calls', (n) => `x.n = ${around('f(\n', 'x.n', ')', n)}; await x.save();`],
    ['members', (n) => `x${'.a\n'.repeat(n)} += 1; await x.save();`],
    ['optional chains', (n) => `x.n = x${'?.a\n'.repeat(n)}; await x.save();`],
    ['sums', (n) => `x.n = ${'x.n +\n'.repeat(n)} 1; await x.save();`],
    ['conjunctions', (n) => `x.n = ${'x.n &&\n'.repeat(n)} 1; await x.save();`],
    ['conditions', (n) => `x.n = ${'x.a ? 1 :\n'.repeat(n)} x.n; await x.save();`],
    ['commas', (n) => `x.n = (${'g(),\n'.repeat(n)} x.n + 1); await x.save();`],
    ['assignments', (n) => `${'x.n =\n'.repeat(n)} x.n + 1; await x.save();`],
    ['patterns', (n) => `const ${around('[\n', 'y', ']', n)} = x.n; x.n = y; await x.save();`],
    ['templates', (n) => `x.n = ${around('`${\n', 'x.n', '}`', n)}; await x.save();`],
    ['functions', (n) => around('(async () => {\n', 'x.n += 1; await x.save();', '})();', n)],
    ['continuations', (n) => `x.n += 1; await x.save()${'.then((y) => y)\n'.repeat(n)};`],
  ];
  const bare = { rules: { 'no-debugger': 'error' } } as const;
  const parsers = [
    ['espree', undefined],
    ['typescript-eslint', parser],
  ] as const;

  describe.each(parsers)('with %s', (_name, read) => {
    const verify = (text: string, config: object) => {
      const languageOptions = read ? { parser: read } : {};
      return linter.verify(text, [
        { ...config, files: ['**/*'], languageOptions },
      ] as Linter.Config[]);
    };

    test.each(repeated)('where ESLint itself copes with %s, so does the plugin', (_what, shape) => {
      for (const depth of [1_000, 10_000]) {
        const text = `async function f(x) { await 0; ${shape(depth)} }`;
        if (!copes(() => verify(text, bare))) continue;
        expect(copes(() => verify(text, plugin.configs.strict))).toBe(true);
      }
    });
  });

  /** Neither the parser nor ESLint runs out of stack. */
  function copes(run: () => Linter.LintMessage[]): boolean {
    try {
      return !run().some(({ fatal }) => fatal);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  function around(before: string, inner: string, after: string, depth: number): string {
    return before.repeat(depth) + inner + after.repeat(depth);
  }

  test('what is skipped is said with DEBUG=interlocked', async () => {
    vi.stubEnv('DEBUG', 'interlocked');
    vi.resetModules();
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const fresh = (await import('../src/index.js')).default;
    const config = { ...fresh.configs.strict, files: ['**/*'] } as Linter.Config;
    const text = `async function f(x) {\n${'while (x.a)\n'.repeat(900)} x.n += 1; await x.save(); }`;

    expect(linter.verify(text, [config])).toEqual([]);
    expect(said).toHaveBeenCalledWith(
      expect.stringMatching(/^interlocked: skipped the function at line 1 of .*700 levels deep/),
    );
    vi.unstubAllEnvs();
    said.mockRestore();
  });
});

function parses(text: string, filename: string): boolean {
  try {
    parser.parse(text, { jsx: /[jt]sx$/.test(filename) });
    return true;
  } catch {
    return false;
  }
}

function lintLeniently(text: string, filename: string): Linter.LintMessage[] {
  const config = {
    ...plugin.configs.strict,
    files: ['**/*.{js,cjs,mjs,ts,tsx,mts,cts,jsx}'],
    languageOptions: { parser: lenient },
  };
  return linter.verify(text, [config] as Linter.Config[], { filename });
}
