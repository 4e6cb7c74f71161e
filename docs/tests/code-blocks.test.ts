import { describe, expect, it } from 'vitest';
import { findTypeErrors, toProgram } from './check-types.js';
import { toCodeBlock, type CodeBlock } from './code-block.js';
import { findBlocks, findPages, placeOf } from './markdown-block.js';
import { outputOf, promisedOutput } from './run-block.js';

const blocks = findBlocks(findPages())
  .map(toCodeBlock)
  .filter((block): block is CodeBlock => block !== undefined && block.unchecked === undefined)
  .map((block) => ({ ...block, place: placeOf(block) }));

describe('code blocks compile', () => {
  const program = toProgram(blocks);

  it.each(blocks)('$place', (block) => {
    expect(findTypeErrors(program, block)).toEqual([]);
  });
});

describe('code blocks print what they say', () => {
  it.each(blocks.filter((block) => block.runs))('$place', async (block) => {
    expect(await outputOf(block)).toEqual(promisedOutput(block));
  });
});
