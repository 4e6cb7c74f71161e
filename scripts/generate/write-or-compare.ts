import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { format, resolveConfig } from 'prettier';

/**
 * Formats the text and writes it to the file.
 *
 * - **Errors:** with `check` it only compares, and answers `false`, with a line on stderr, where
 *   the file is another.
 */
export async function writeOrCompare(
  path: string,
  text: string,
  { check }: { check: boolean },
): Promise<boolean> {
  const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path });
  return writeTextOrCompare(path, wanted, { check });
}

/** The same with a text as it is. */
export async function writeTextOrCompare(
  path: string,
  wanted: string,
  { check }: { check: boolean },
): Promise<boolean> {
  if (!check) {
    await writeFile(path, wanted);
    return true;
  }
  const found = await readFile(path, 'utf8').catch(() => '');
  if (found !== wanted) console.error(`${relative(process.cwd(), path)} is not what it would be.`);
  return found === wanted;
}
