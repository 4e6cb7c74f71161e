import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { diffFile } from '../src/repair/diff.js';
import { countFindings, ShopLinter } from '../src/repair/lint-shop.js';
import { repairCopy } from '../src/repair/repair-copy.js';
import { temporaryFolder } from '../../../scripts/engines/temporary-folder.js';

/** A rule of a few lines in place of the plugin: `n += 1` becomes `add(n, 1)`. */
const CONFIG = `
const rule = {
  meta: { hasSuggestions: true },
  create: (context) => ({
    AssignmentExpression(node) {
      const [left, right] = [node.left, node.right].map((n) => context.sourceCode.getText(n));
      const fix = (fixer) => fixer.replaceText(node, \`add(\${left}, \${right})\`);
      context.report({ node, message: 'not atomic', suggest: [{ desc: 'Add at once', fix }] });
    },
  }),
};
export default [{ plugins: { toy: { rules: { atomic: rule } } }, rules: { 'toy/atomic': 'error' } }];
`;

const COUNT = 'export function count(n) {\n  n += 1;\n  n += 2;\n  return n;\n}\n';
const NONE = 'export const none = 0;\n';

it('lints a shop, repairs a copy of it, and leaves the shop alone', async () => {
  const folder = await temporaryFolder();
  const [source, target] = [join(folder, 'shop'), join(folder, 'repaired')];
  await mkdir(source);
  await writeFile(join(source, 'eslint.config.js'), CONFIG);
  await writeFile(join(source, 'package.json'), '{ "type": "module" }');
  await writeFile(join(source, 'count.js'), COUNT);
  await writeFile(join(source, 'none.js'), NONE);

  const { files, printed } = await new ShopLinter(source).lintAll();
  expect(countFindings(files)).toBe(2);
  expect(printed).toContain('not atomic');
  expect(printed).toContain('toy/atomic');

  const repaired = await repairCopy(source, target, files);
  const added = 'export function count(n) {\n  add(n, 1);\n  add(n, 2);\n  return n;\n}\n';
  expect(await readFile(join(target, 'count.js'), 'utf8')).toBe(added);
  expect(await readFile(join(target, 'none.js'), 'utf8')).toBe(NONE);
  expect(await readFile(join(source, 'count.js'), 'utf8')).toBe(COUNT);
  expect(repaired.map(({ file, left }) => [file, left])).toEqual([['count.js', []]]);

  expect(repaired.flatMap(diffFile).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'file: --- shop/count.js',
    'file: +++ repaired/count.js',
    'hunk: @@ -1,5 +1,5 @@',
    'same:  export function count(n) {',
    'removed: -  n += 1;',
    'removed: -  n += 2;',
    'added: +  add(n, 1);',
    'added: +  add(n, 2);',
    'same:    return n;',
    'same:  }',
  ]);
});
