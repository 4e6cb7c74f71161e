import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commentsOf, lint, withFix } from '../harness/lint.js';

const FILE = 'a.js';

/** Racy programs in all syntactic dress; run by one thread, a repair must change nothing. */
const arrays = fc.constantFrom(
  'Int8Array',
  'Uint8Array',
  'Int16Array',
  'Int32Array',
  'Uint32Array',
);
const indexes = fc.constantFrom('0', 'I', 'J - 1', '/* which */ 0', '(0)');
const operators = fc.constantFrom('+', '-', '&', '|', '^');
const operands = fc.constantFrom('1', '3', 'k', '(k)', '-2', '300', 'k * 2', 'take()');

const updates = fc
  .record({ i: indexes, op: operators, n: operands })
  .chain(({ i, op, n }) =>
    fc.constantFrom(
      `v[${i}] ${op}= ${n}`,
      `v[${i}]++`,
      `--v[${i}]`,
      `v[${i}] = v[${i}] ${op} ${n}`,
      `v[${i}] = ${n} + v[${i}]`,
      `v[${i}] = Atomics.load(v, ${i}) ${op} ${n}`,
      `Atomics.store(v, ${i}, Atomics.load(v, ${i}) ${op} ${n})`,
    ),
  );

const valued = updates.chain((e) =>
  fc.constantFrom(
    `${e}; // behind`,
    `/* before */ ${e};`,
    `return ${e};`,
    `return (${e});`,
    `const r = ${e};\n  return r;`,
    `return [${e}, 1];`,
    `return (${e}) > 2;`,
    `return take(${e}, 2);`,
    `return -(${e});`,
    `return k ? (${e}) : 0;`,
    `if ((${e}) > 3) return 'more';`,
    `for (const x of [1, 2]) ${e};`,
    `return \`\${${e}}\`;`,
    `const f = () => ${e};\n  return f();`,
  ),
);

const cells = fc.constantFrom('v[0]', 'Atomics.load(v, 0)');
const sets = (value: string) =>
  fc.constantFrom(`v[0] = ${value};`, `Atomics.store(v, 0, ${value});`);

const stale = fc
  .record({ read: cells, op: operators, later: fc.constantFrom('', 'return seen;') })
  .chain(({ read, op, later }) =>
    sets(`seen ${op} 2`).map((set) => `const seen = ${read};\n  ${set} // behind\n  ${later}`),
  );

const tests = fc.constantFrom('=== 0', '!== 1', '=== k', '> 0', '< 2', '!= 0');
const writes = fc.oneof(
  sets('1'),
  sets('k'),
  fc.constantFrom('v[0]--;', 'Atomics.sub(v, 0, 1);', 'v[0] += 2;'),
);

const claims = fc
  .record({ read: cells, test: tests, write: writes })
  .chain(({ read, test: condition, write }) =>
    fc.constantFrom(
      `if (${read} ${condition}) {\n    ${write}\n    return 'made';\n  }\n  return 'not made';`,
      `if (${read} ${condition}) ${write}`,
      `if (${read} ${condition}) {\n    ${write}\n  } else {\n    return 'other';\n  }`,
      `if (${read} ${condition}) return 'left';\n  ${write} // behind\n  return 'made';`,
      `if (!${read}) {\n    ${write}\n    return 'made';\n  }`,
      `if (${read}) return 'left';\n  ${write}\n  return 'made';`,
    ),
  );

interface Program {
  readonly array: string;
  readonly body: string;
  readonly start: number;
  readonly isCrlf: boolean;
}

const programs = fc.record({
  array: arrays,
  body: fc.oneof(valued, stale, claims),
  start: fc.constantFrom(0, 1, 2, 5, 127, -1),
  isCrlf: fc.boolean(),
});

function textOf({ array, body, isCrlf }: Program): string {
  const text = [
    '// A program that threads share.',
    `const v = new ${array}(new SharedArrayBuffer(64));`,
    'const I = 0;',
    'const J = 1;',
    'let calls = 0;',
    'function take(n = 4) {',
    '  calls += 1;',
    '  return n + calls;',
    '}',
    'function run(k) {',
    `  ${body}`,
    '}',
    '',
  ].join('\n');
  return isCrlf ? text.replaceAll('\n', '\r\n') : text;
}

/** What the program gives and leaves behind, run by one thread. */
function outcome(text: string, start: number): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- programs made here
  const load = new Function('start', `${text}; v[0] = start; return [run(1), [...v], calls];`);
  return (load as (start: number) => unknown)(start);
}

test('a repair parses, keeps comments and behaviour, and is not reported again', () => {
  let repaired = 0;
  fc.assert(
    fc.property(programs, (program) => {
      const text = textOf(program);
      const reports = lint(text, { filename: FILE });
      for (const suggestion of reports.flatMap((report) => report.suggestions ?? [])) {
        repaired += 1;
        const output = withFix(text, suggestion.fix);
        expect(lint(output, { filename: FILE }).length).toBeLessThan(reports.length);
        expect(commentsOf(output, FILE)).toEqual(commentsOf(text, FILE));
        expect(outcome(output, program.start)).toEqual(outcome(text, program.start));
        expect(/[^\r]\n/.test(output)).toBe(!program.isCrlf);
      }
    }),
    { numRuns: 300 },
  );
  expect(repaired).toBeGreaterThan(100);
});
