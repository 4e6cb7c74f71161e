import { describe, expect, it, vi } from 'vitest';
import { findMissingScripts } from './bash-blocks.js';
import { findTypeErrors, toProgram } from './check-types.js';
import { toCodeBlock, type CodeBlock } from './code-block.js';
import { findSyntaxErrors } from './data-block.js';
import { lintBlock } from './lint-block.js';
import { blocksIn, type MarkdownBlock } from './markdown-block.js';
import { outputOf, promisedOutput } from './run-block.js';

// Compilers and child processes are slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** A page with one block that begins on line 3. */
function planted(info: string, ...code: string[]): MarkdownBlock {
  const [block] = blocksIn('page.md', ['# Page', '', `\`\`\`${info}`, ...code, '```'].join('\n'));
  if (block === undefined) throw new Error('The page has no block.');
  return block;
}

function plantedCode(info: string, ...code: string[]): CodeBlock {
  const block = toCodeBlock(planted(info, ...code));
  if (block === undefined) throw new Error(`"${info}" is no code block.`);
  return block;
}

describe('a block that cannot be checked is refused', () => {
  it.each([
    ['', 'the language an empty word is not known'],
    ['typescript', 'the language "typescript" is not known'],
    ['ts good', '"good" is not known'],
    ['ts wrong', '"wrong" is not known'],
    ['ts no-check', '"no-check" is not known'],
    ['ts no-check: why', '"no-check: why" is not known'],
    ['ts run wrong a right', '"run wrong a right" is not known'],
  ])('%j', (info, message) => {
    expect(() => toCodeBlock(planted(info, 'x'))).toThrow(`page.md:3: a block cannot be checked`);
    expect(() => toCodeBlock(planted(info, 'x'))).toThrow(message);
  });

  it('an indented block', () => {
    const [block] = blocksIn('page.md', 'Text\n\n    indented();\n');
    expect(() => toCodeBlock(block!)).toThrow('page.md:3');
  });
});

describe('what an info string claims', () => {
  it.each([
    ['ts', { wrong: undefined, runs: false }],
    ['ts right', { wrong: undefined, runs: false }],
    ['ts silent [a.ts]', { title: 'a.ts' }],
    ['js run [eslint.config.mjs]', { runs: true, extension: 'mjs' }],
    ['ts {2,4} wrong no-lost-update', { wrong: 'no-lost-update' }],
    ['js run wrong no-read-await-write', { runs: true, wrong: 'no-read-await-write' }],
    ['ts no-check: needs a browser', { unchecked: 'needs a browser', runs: false }],
  ])('%j', (info, claims) => {
    expect(plantedCode(info, 'x')).toMatchObject(claims);
  });
});

describe('a block that is not true is found', () => {
  it('a type error, at its line', () => {
    const block = plantedCode('ts', 'export const one = 1;', 'export const two: string = one;');
    expect(findTypeErrors(toProgram([block]), block)).toEqual([
      "page.md:5: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it('a method that the package does not have', () => {
    const block = plantedCode(
      'js',
      "import { Mutex } from '@interlocked/runtime';",
      'new Mutex().steal();',
    );
    expect(findTypeErrors(toProgram([block]), block)).toEqual([
      "page.md:5: Property 'steal' does not exist on type 'Mutex'.",
    ]);
  });

  it('output that differs', async () => {
    const block = plantedCode('ts run', 'console.log(1 + 1 as number); // 3');
    expect([await outputOf(block), promisedOutput(block)]).toEqual([['2'], ['3']]);
  });

  it('a program that fails', async () => {
    await expect(outputOf(plantedCode('js run', 'throw new Error("no");'))).rejects.toThrow('no');
  });

  it('a race that the page calls right', () => {
    const block = plantedCode(
      'ts right',
      'const view = new Int32Array(new SharedArrayBuffer(4));',
      'view[0] += 1;',
    );
    const [report] = lintBlock(block);
    expect(report?.rule).toBe('@interlocked/no-nonatomic-shared-memory');
    expect(report?.text).toMatch(/^page.md:5: /);
  });

  it('a script that does not exist', () => {
    const block = planted('bash', 'npm ci && npm start', 'npm run fly', 'npm run fly -w docs');
    expect(findMissingScripts(block)).toEqual([
      'page.md:5: package.json has no script "fly".',
      'page.md:6: docs/package.json has no script "fly".',
    ]);
  });

  it.each([
    ['json', ['{ "a": 1, }'], /^page.md:3: /],
    ['jsonc', ['{', '  // a comment', '  "a" 1 }'], /^page.md:6: /],
    ['yaml', ['a: 1', 'b: ['], /^page.md:6: /],
  ])('%s that cannot be parsed', (info, code, message) => {
    expect(findSyntaxErrors(planted(info, ...code))).toEqual([expect.stringMatching(message)]);
  });
});
