import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dressed, dresses } from './dressed.js';
import { judgeRepairs } from './judge-repairs.js';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const SEED = 20_261_121;

/** Files that take long to lint say nothing more of how they are written. */
const LONGEST = 3_000;

const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(libraries|memory|locks|stored|repairs|shared-memory)\/.*\.ts$/.test(name))
  .filter((name) => !/\.(d|fixed)\.ts$/.test(name))
  .sort()
  .map((name) => ({ name, text: readFileSync(`${FIXTURES}/${name}`, 'utf8') }))
  .filter(({ text }) => text.length <= LONGEST && !/[`]/.test(text));

test('repairs keep comments between tokens, line ends and indentation', () => {
  let repairs = 0;
  const property = fc.property(fc.constantFrom(...texts), dresses, ({ name, text }, dress) => {
    const judged = judgeRepairs(dressed(text, dress), name);
    const faults = judged.flatMap((one) => one.faults.map((fault) => `${one.line} ${fault}`));
    expect(faults, `${name} as ${JSON.stringify(dress)}`).toEqual([]);
    const outputs = judged.flatMap((one) => one.outputs);
    repairs += outputs.length;
    for (const output of outputs) {
      expect(new Set(output.match(/\r?\n/g)), name).toEqual(new Set([dress.eol]));
    }
  });
  fc.assert(property, { seed: SEED, numRuns: 40 });

  expect(repairs).toBeGreaterThan(40);
});

test('a dress puts comments between tokens, and changes nothing else', () => {
  const text = 'if (a) {\n  b(c, d);\n}\n';

  const dress = { eol: '\r\n', indent: '\t', gapsPerComment: 3, first: 1 } as const;
  const expected = 'if /* 1 */(a) /* 4 */{\r\n\tb(/* 7 */c, d/* 10 */);\r\n}\r\n';
  expect(dressed(text, dress)).toBe(expected);
});
