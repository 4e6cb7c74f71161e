import { expect, test } from 'vitest';
import { codeOf } from '../../src/syntax/code-text.js';
import { sourceOf } from '../harness/source.js';

test.each([
  ['comments', 'a; // await b\n/* c.save() */ d;', 'a; __________\n______________ d;'],
  ['strings', `a('await', "b")`, `a('_____', "_")`],
  ['what templates say', 'a(`b ${await c} d`)', 'a(`__${await c}__`)'],
  ['patterns', 'a.match(/= this/)', 'a.match(/______/)'],
])('%s are blanked out, and code keeps its place', (_what, text, code) => {
  expect(codeOf(sourceOf(text))).toBe(code.replaceAll('_', ' '));
});

test('a text that is all code is left as it is', () => {
  const text = 'const n = await f(x);';
  expect(codeOf(sourceOf(text))).toBe(text);
});
