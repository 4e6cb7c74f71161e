import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { toCodeBlock } from './code-block.js';
import { repairsOf } from './lint-block.js';
import { findBlocks, repository, type MarkdownBlock } from './markdown-block.js';
import { inTemporaryProject } from './temporary-project.js';

// Compilers and child processes are slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const ci = 'docs/guide/quick-start-ci.md';
const deployment = 'docs/guide/deployment.md';
const editor = 'docs/guide/quick-start-vscode.md';

/** The block of a page whose first line names `title`. */
function blockNamed(page: string, title: string): MarkdownBlock {
  const found = findBlocks([page]).filter(({ info }) => info.includes(`[${title}]`));
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${page} has ${found.length} blocks named [${title}]; it needs one.`);
  }
  return found[0];
}

it('the first example, pasted, prints what the page shows', async () => {
  const files = {
    'eslint.config.js': blockNamed(ci, 'eslint.config.js').code,
    'points.ts': blockNamed(ci, 'points.ts').code,
  };
  await inTemporaryProject(files, async (folder) => {
    const eslint = join(repository, 'node_modules/eslint/bin/eslint.js');
    const run = spawnSync(process.execPath, [eslint, 'points.ts', '--no-color'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const shown = run.stdout.replaceAll(realpathSync(folder), '/home/you/project');
    expect({ stdout: shown.trim(), status: run.status }).toEqual({
      stdout: blockNamed(ci, 'output of npx eslint points.ts').code.trim(),
      status: 1,
    });
    return Promise.resolve();
  });
});

it.each([
  { page: editor, settings: {} },
  { page: deployment, settings: { interlocked: { deployment: 'multi-process' } } },
])('the editor offers the repairs that $page lists, in that order', ({ page, settings }) => {
  const example = toCodeBlock(blockNamed(ci, 'points.ts'));
  const listed = blockNamed(page, 'repairs of points.ts').code.trim().split('\n');
  expect(example && repairsOf(example, settings)).toEqual(listed);
});
