import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it, vi } from 'vitest';
import { contractOf } from '../contracts/contract-of.js';
import { pageOf } from '../contracts/page-of.js';
import { findPrimitivePages, withContract } from '../contracts/primitive-pages.js';

// Compilers and child processes are slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const pages = findPrimitivePages();

describe('every primitive has a page with the contract of its code', () => {
  it.each(pages)('$name', async (page) => {
    expect(page.exists, `${page.path} is missing; run: npm run contracts -w docs`).toBe(true);
    const style = await resolveConfig(page.path);
    const fresh = await format(withContract(page), { ...style, parser: 'markdown' });
    expect(readFileSync(page.path, 'utf8'), 'run: npm run contracts -w docs').toBe(fresh);
  });
});

const source = `
  /** Not this. - **Blocking:** no. */
  interface Other {}
  /**
   * A thing.
   *
   * More about it.
   *
   * - **Blocking:** never; \`get\`
   *   answers at once.
   * - **Errors:** as {@link Other}.
   */
  export class Thing {
    readonly #value = 1;
    /** Makes one. */
    static from(handle: Handle): Thing {}
    /** How many there
     * are. */
    get size(): number {}
    /** Answers {@link Thing}. */
    get(key: string, { wait }: Options = {}): void {}
    #hide(): void {}
  }
`;

it('takes the bullets of the doc comment, links as names', () => {
  expect(contractOf('thing.ts', source)).toBe(
    '- **Blocking:** never; `get` answers at once.\n- **Errors:** as `Other`.\n',
  );
});

it('writes a page for a primitive that has none', () => {
  expect(pageOf('thing.ts', source).split('\n\n')).toEqual([
    '# `Thing`',
    'A thing.',
    '## Contract',
    '<!-- begin contract -->\n<!-- end contract -->',
    '## Methods',
    '### `Thing.from(handle)`',
    'Makes one.',
    '### `size`',
    'How many there are.',
    '### `get(key, options?)`',
    'Answers `Thing`.',
  ]);
});

it('writes a page for a function', () => {
  const text =
    '/** Makes it. - a\n *\n * - **Blocking:** never. */\nexport function make(): void {}';
  expect(pageOf('make.ts', text)).toMatch(/^# `make`\n\nMakes it/);
  expect(contractOf('make.ts', text)).toBe('- **Blocking:** never.\n');
});
