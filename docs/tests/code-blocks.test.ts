import { describe, expect, it, vi } from 'vitest';
import { findTypeErrors, toProgram } from './check-types.js';
import { toCodeBlock, type CodeBlock } from './code-block.js';
import { lintBlock, repairBlock } from './lint-block.js';
import { findBlocks, findPages, placeOf, type MarkdownBlock } from './markdown-block.js';
import { outputOf, promisedOutput, toLines, withoutPromises } from './run-block.js';

// Compilers and child processes are slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const fenced = findBlocks(findPages()).map((block) => ({ ...block, place: placeOf(block) }));

const blocks = fenced
  .flatMap((block) => (isReadable(block) ? (toCodeBlock(block) ?? []) : []))
  .filter(({ unchecked }) => unchecked === undefined)
  .map((block) => ({ ...block, place: placeOf(block) }));

function isReadable(block: MarkdownBlock): boolean {
  try {
    toCodeBlock(block);
    return true;
  } catch {
    return false;
  }
}

describe('every block says how it is checked', () => {
  it.each(fenced)('$place', (block) => {
    expect(() => toCodeBlock(block)).not.toThrow();
  });
});

const program = toProgram(blocks);

describe('code blocks compile', () => {
  it.each(blocks)('$place', (block) => {
    expect(findTypeErrors(program, block)).toEqual([]);
  });
});

describe('code blocks print what they say', () => {
  it.each(blocks.filter((block) => block.runs))('$place', async (block) => {
    expect(await outputOf(block)).toEqual(shownOutput(block) ?? promisedOutput(block));
  });
});

describe.each([
  { how: 'without types', types: undefined },
  { how: 'with types', types: program },
])('the plugin judges code blocks as the page says, $how', ({ types }) => {
  it.each(blocks.filter(({ wrong }) => wrong === undefined))('$place is silent', (block) => {
    expect(lintBlock(block, types).map(({ text }) => text)).toEqual([]);
  });

  it.each(blocks.filter(({ wrong }) => wrong !== undefined))('$place: $wrong', (block) => {
    const rules = lintBlock(block, types).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set([`@interlocked/${block.wrong}`]));
  });

  it.each(blocks.filter(({ suggested }) => suggested))('$place is suggested', async (block) => {
    const repaired = await repairBlock(wrongBefore(block), types);
    expect(withoutPromises(repaired)).toBe(withoutPromises(block.code));
  });
});

function wrongBefore(block: CodeBlock): CodeBlock {
  const before = blocks.filter(({ page, line }) => page === block.page && line < block.line);
  const wrong = before.findLast((other) => other.wrong !== undefined);
  if (wrong === undefined) throw new Error(`${placeOf(block)}: no wrong block stands before it.`);
  return wrong;
}

/** The lines of the block that shows what a named block prints. */
function shownOutput({ page, title }: CodeBlock): string[] | undefined {
  const shown = fenced.find((block) => {
    return block.page === page && block.info === `text [output of ${title}]`;
  });
  return shown && toLines(shown.code);
}
