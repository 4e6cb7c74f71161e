import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { applySuggestions, type RepairedText } from './apply-suggestions.js';
import { type FileFindings, ShopLinter } from './lint-shop.js';

/** One file before and after its repair. */
export interface RepairedFile extends RepairedText {
  readonly file: string;
  readonly original: string;
}

/** Copies the shop to `target`, and repairs the files of the copy that have findings. */
export async function repairCopy(
  source: string,
  target: string,
  files: readonly FileFindings[],
): Promise<readonly RepairedFile[]> {
  await rm(target, { recursive: true, force: true });
  await cp(source, target, { recursive: true });
  const linter = new ShopLinter(target);

  const repaired: RepairedFile[] = [];
  for (const { file } of files) {
    const path = join(target, file);
    const original = await readFile(join(source, file), 'utf8');
    const result = await applySuggestions(original, (text) => linter.lintText(path, text));
    await writeFile(path, result.text);
    repaired.push({ file, original, ...result });
  }
  return repaired;
}
