import { describe, expect, it } from 'vitest';
import { explore } from '../index.js';
import { holdAwaits } from './hold-awaits.js';
import { everyAwait } from './vite.js';

type Body = (input: { value: Promise<number>; each: Iterable<unknown> }) => Promise<unknown>;

/** The function whose body is `text`, after `prepare` has seen it. */
function toFunction(text: string, prepare = (code: string) => code): Body {
  const code = prepare(`async function body({ value, each }) { ${text} }`);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of a program
  const load = new Function(`${code}; return body;`) as () => Body;
  return load();
}

const input = () => ({ value: Promise.resolve(7), each: [1, Promise.resolve(2), 3] });

const programs: [what: string, text: string, awaits: number][] = [
  ['a value', 'return await value', 1],
  ['in the middle of an expression', 'return 1 + (await value) * 2', 1],
  ['what stands in parentheses', 'return await (1, value)', 1],
  ['an await of an await', 'return await await value', 2],
  ['no promise', 'return await 5', 1],
  ['what spans lines, with comments', 'return await /* a */ value // b\n .then((n) => n + 1)', 1],
  ['in a template', 'return `${await value}${await value}`', 2],
  ['an assignment that was read before', 'let n = 1; n += await value; return n', 1],
  ['in a loop', 'let n = 0; for (let i = 0; i < 3; i++) n += await value; return n', 3],
  ['for await', 'let n = 0; for await (const one of each) n += one; return n', 4],
  [
    'for await that is left',
    'let n = 0; for await (const one of (0, each)) if ((n += one) > 2) break; return n',
    3,
  ],
  [
    'for await of a generator',
    'for await (const n of (async function* () { yield await value })()) return n',
    3,
  ],
  [
    'a rejection',
    'try { await Promise.reject(new Error("no")) } catch (e) { return e.message }',
    1,
  ],
  ['a thenable', 'return await { then: (resolve) => resolve(3) }', 1],
  ['a function inside', 'const f = async () => (await value) + 1; return await f()', 2],
];

describe('code whose awaits are held', () => {
  it.each(programs)('does what it did: %s', async (_what, text) => {
    const before = await toFunction(text)(input());
    expect(await toFunction(text, (code) => holdAwaits(code)!)(input())).toEqual(before);
  });

  it.each(programs)('is held at each, in an exploration: %s', async (_what, text, awaits) => {
    const body = toFunction(text, (code) => holdAwaits(code)!);
    const before = await toFunction(text)(input());
    const results: unknown[] = [];
    const { failure } = await explore({
      setup: input,
      tasks: { alice: async (state) => void results.push(await body(state)) },
      invariant: () => false,
    });
    expect(results[0]).toEqual(before);
    expect(failure?.timeline.match(/^ +\d+ +await /gm)).toHaveLength(awaits);
  });

  it('keeps its lines, and is held once however often it is prepared', () => {
    const code = '#!/usr/bin/env node\n"use strict";\n\nawait one;\nawait two;';
    const held = holdAwaits(code)!;
    expect(held.split('\n').slice(0, 3)).toEqual(code.split('\n').slice(0, 3));
    expect(held.split('\n')[4]).toContain('two');
    expect(holdAwaits(held)).toBeUndefined();
  });

  it.each([['const a = 1;'], ['// await nothing'], ['const text = "await";']])(
    'is left alone without an await: %s',
    (code) => {
      expect(holdAwaits(code)).toBeUndefined();
    },
  );

  it('is CommonJS too, with what a module may not have', () => {
    expect(holdAwaits('with (x) { module.exports = async () => await 1 }')).toContain('"1"');
  });
});

describe('the plugin', () => {
  const plugin = everyAwait();
  const transform = (code: string, id: string) => plugin.transform(code, id);

  it('leaves dependencies and itself alone', () => {
    const code = 'await 1;';
    expect(transform(code, '/project/src/a.ts?v=1')?.code).toContain('"1"');
    expect(transform(code, '/project/node_modules/b/index.js')).toBeUndefined();
    const own = new URL('./vite.ts', import.meta.url).pathname;
    expect(transform(code, own)).toBeUndefined();
  });

  it('warns of what cannot be read, and leaves it as it is', async () => {
    const warned = new Promise((resolve) => process.once('warning', resolve));
    expect(transform('await @ 1', '/project/a.js')).toBeUndefined();
    expect(await warned).toMatchObject({
      message: expect.stringMatching(/^No await of \/project\/a.js can be held: /) as string,
    });
  });
});
