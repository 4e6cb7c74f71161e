import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf, repository, type MarkdownBlock } from './markdown-block.js';

/** Names every npm script that a bash block calls and the repository does not have. */
export function findMissingScripts(block: MarkdownBlock): string[] {
  return block.code.split('\n').flatMap((line, index) =>
    scriptsOf(line)
      .filter(({ script, workspace }) => !hasScript(script, workspace))
      .map(({ script, workspace }) => {
        const where = workspace === undefined ? 'package.json' : `${workspace}/package.json`;
        return `${placeOf(block, index + 1)}: ${where} has no script "${script}".`;
      }),
  );
}

interface ScriptCall {
  readonly script: string;
  readonly workspace: string | undefined;
}

function scriptsOf(line: string): ScriptCall[] {
  const workspace = / (?:-w|--workspace)[ =]([\w@/.-]+)/.exec(line)?.[1];
  const calls = line.matchAll(/\bnpm (?:run(?:-script)? ([\w:.-]+)|(start|test)\b)/g);
  return [...calls].map((call) => ({ script: call[1] ?? call[2] ?? '', workspace }));
}

function hasScript(script: string, workspace = '.'): boolean {
  const manifest = readFileSync(join(repository, workspace, 'package.json'), 'utf8');
  const { scripts = {} } = JSON.parse(manifest) as { scripts?: Record<string, string> };
  return Object.hasOwn(scripts, script);
}
