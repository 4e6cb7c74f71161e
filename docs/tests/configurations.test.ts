import { ESLint } from 'eslint';
import { describe, expect, it, vi } from 'vitest';
import { findBlocks, findPages, placeOf } from './markdown-block.js';
import { inTemporaryProject } from './temporary-project.js';

// Compilers and child processes are slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const configurations = findBlocks(findPages())
  .filter(({ info }) => /\[eslint\.config\.[cm]?js\]/.test(info))
  .map((block) => ({ place: placeOf(block), code: block.code }));

const racy = [
  'export async function addPoints(User, id, points) {',
  '  const user = await User.findByPk(id);',
  '  user.points += points;',
  '  await user.save();',
  '}',
  '',
].join('\n');

const repaired = [
  'export async function addPoints(User, id, points) {',
  '  const user = await User.findByPk(id);',
  "  await user.increment('points', { by: points });",
  '}',
  '',
].join('\n');

/** Files that a configuration names must be there. */
const named = { 'src/turns.js': 'export class Turnstile {}\n' };

/** What ESLint with the configuration says about the racy example, and what `--fix` makes of it. */
async function lint(code: string, fix: boolean): Promise<{ rules: string[]; output: string }> {
  return inTemporaryProject({ 'eslint.config.js': code, ...named }, async (folder) => {
    const [result] = await new ESLint({ cwd: folder, fix }).lintText(racy, {
      filePath: 'points.js',
    });
    const rules = (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
    return { rules, output: result?.output ?? racy };
  });
}

describe('ESLint takes every configuration of the pages', () => {
  it.each(configurations)('$place', async ({ code }) => {
    expect(await lint(code, false)).toEqual({
      rules: ['@interlocked/no-lost-update'],
      output: racy,
    });
  });
});

describe('eslint --fix repairs exactly where a configuration asks for it', () => {
  it.each(configurations)('$place', async ({ code }) => {
    const asks = code.includes("fix: 'atomic-update'");
    expect((await lint(code, true)).output).toBe(asks ? repaired : racy);
  });

  it('some configuration asks, and some does not', () => {
    const asking = configurations.filter(({ code }) => code.includes("fix: 'atomic-update'"));
    expect(asking.length).toBeGreaterThan(0);
    expect(asking.length).toBeLessThan(configurations.length);
  });
});

it('a configuration with an unknown setting is refused', async () => {
  const code = `
    import interlocked from '@interlocked/eslint-plugin';
    export default [
      interlocked.configs.recommended,
      { settings: { interlocked: { ignoreFile: ['a'] } } },
    ];
  `;
  await expect(lint(code, false)).rejects.toThrow(/ignoreFile.*did you mean "ignoreFiles"/);
});
