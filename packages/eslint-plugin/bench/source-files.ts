import { readdir } from 'node:fs/promises';
import path from 'node:path';

const SOURCE = /\.[cm]?[jt]sx?$/;
const NOT_SOURCE = /(^|\/)(node_modules|\.git)(\/|$)|\.d\.[cm]?ts$/;

/** The folders in `root`, in the order of their names. */
export async function repositoriesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Every file of JavaScript or TypeScript under `root`, in the order of their paths. */
export async function sourceFilesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !NOT_SOURCE.test(path.relative(root, file)))
    .sort();
}
