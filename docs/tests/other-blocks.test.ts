import { describe, expect, it } from 'vitest';
import { findMissingScripts } from './bash-blocks.js';
import { findSyntaxErrors } from './data-block.js';
import { findBlocks, findPages, placeOf } from './markdown-block.js';

const blocks = findBlocks(findPages()).map((block) => ({ ...block, place: placeOf(block) }));

describe('commands name scripts that exist', () => {
  it.each(blocks.filter(({ info }) => /^(bash|sh)\b/.test(info)))('$place', (block) => {
    expect(findMissingScripts(block)).toEqual([]);
  });
});

describe('data can be parsed', () => {
  it.each(blocks.filter(({ info }) => /^(json|jsonc|yaml)\b/.test(info)))('$place', (block) => {
    expect(findSyntaxErrors(block)).toEqual([]);
  });
});
