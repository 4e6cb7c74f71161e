import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import ts from 'typescript';
import type { CodeBlock } from './code-block.js';
import { inTemporaryProject } from './temporary-project.js';

/** The lines that the block says it prints: the comments behind its calls of `console.log`. */
export function promisedOutput(block: CodeBlock): string[] {
  return [...block.code.matchAll(/console\.log\(.*\);? *\/\/ (.+)$/gm)].map(
    (match) => match[1] ?? '',
  );
}

/** The code without the comments that promise its output. */
export function withoutPromises(code: string): string {
  return code.replace(/(console\.log\(.*\);?) *\/\/ .+$/gm, '$1');
}

/** The lines that the block prints when Node runs it as a file. */
export async function outputOf(block: CodeBlock): Promise<string[]> {
  const name = (block.title ?? 'block.js').replace(/\.ts$/, '.js').replace(/\.mts$/, '.mjs');
  return inTemporaryProject({ [name]: toJavaScript(block) }, async (folder) => {
    const { stdout } = await promisify(execFile)(process.execPath, [name], { cwd: folder });
    return toLines(stdout);
  });
}

/** The lines of an output that have anything on them. */
export function toLines(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

function toJavaScript(block: CodeBlock): string {
  if (!block.extension.includes('t')) return block.code;
  const { ES2022 } = ts.ScriptTarget;
  const compilerOptions = { target: ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(block.code, { compilerOptions }).outputText;
}
