import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Step } from './step.js';

const PLUGIN = fileURLToPath(new URL('../../packages/eslint-plugin', import.meta.url));
const GENERATOR = fileURLToPath(
  import.meta.resolve('eslint-doc-generator/dist/bin/eslint-doc-generator.js'),
);

/** The heads of the pages in docs/rules and the list of rules in the plugin's README. */
export const ruleDocs: Step = {
  name: 'rule docs',
  async run({ check }) {
    const args = [GENERATOR, ...(check ? ['--check'] : [])];
    // It looks for its configuration where it is started.
    const child = spawn(process.execPath, args, { cwd: PLUGIN, stdio: 'inherit' });
    const [status] = (await once(child, 'exit')) as [number | null];
    return status === 0;
  },
};
