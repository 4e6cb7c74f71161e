import { join } from 'node:path';
import interlocked from '@interlocked/eslint-plugin';
import { Linter } from 'eslint';
import { format, resolveConfig } from 'prettier';
import tseslint from 'typescript-eslint';
import type ts from 'typescript';
import { pathOf } from './check-types.js';
import type { CodeBlock } from './code-block.js';
import { placeOf, repository } from './markdown-block.js';

// A project of its own: what lies in a folder `docs` is no server.
const linter = new Linter({ configType: 'flat', cwd: join(repository, 'docs') });

/** Something the linter says about a block. */
export interface BlockReport {
  readonly rule: string | null;
  /** The message with its place in the page. */
  readonly text: string;
}

/** What the recommended preset says about a block; with types, if a program is given. */
export function lintBlock(block: CodeBlock, program?: ts.Program): BlockReport[] {
  return messagesOf(block, program).map(({ ruleId, line, message }) => ({
    rule: ruleId,
    text: `${placeOf(block, line)}: ${ruleId} ${message}`,
  }));
}

/** What the menu of an editor lists on the first report of a block. */
export function repairsOf(block: CodeBlock, settings: Linter.Config['settings']): string[] {
  const [report] = messagesOf(block, undefined, settings);
  return (report?.suggestions ?? []).map(({ desc }) => desc);
}

/** The block after the first suggestion of its first report, formatted as the page is. */
export async function repairBlock(block: CodeBlock, program?: ts.Program): Promise<string> {
  const fix = messagesOf(block, program)[0]?.suggestions?.[0]?.fix;
  if (fix === undefined) throw new Error(`${placeOf(block)}: the plugin suggests no repair.`);
  const [start, end] = fix.range;
  const repaired = block.code.slice(0, start) + fix.text + block.code.slice(end);
  const style = await resolveConfig(join(repository, block.page));
  return format(repaired, { ...style, parser: 'typescript' });
}

function messagesOf(
  block: CodeBlock,
  program: ts.Program | undefined,
  settings: Linter.Config['settings'] = {},
): Linter.LintMessage[] {
  const parserOptions = program === undefined ? {} : { programs: [program] };
  const config: Linter.Config[] = [
    { files: ['**'], languageOptions: { parser: tseslint.parser, parserOptions }, settings },
    interlocked.configs.recommended,
  ];
  return linter.verify(block.code, config, { filename: pathOf(block) });
}
