import path from 'node:path';
import picomatch from 'picomatch';

const matchers = new WeakMap<readonly string[], (file: string) => boolean>();

/** Whether a glob of `ignoreFiles` matches the file, by its path from the working directory. */
export function isIgnored(filename: string, cwd: string, globs: readonly string[]): boolean {
  if (globs.length === 0) return false;
  let matches = matchers.get(globs);
  if (!matches) {
    matches = picomatch([...globs], { dot: true });
    matchers.set(globs, matches);
  }
  return matches(path.relative(cwd, path.resolve(cwd, filename)).replaceAll('\\', '/'));
}
