import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { library } from './library.js';
import { primitive } from './primitive.js';
import { rule } from './rule.js';
import type { Kind, Scaffold } from './scaffold.js';

const kinds: Record<string, Kind> = { rule, library, primitive };

/** What was asked for cannot be begun; the message says why and what to do. */
export class ScaffoldError extends Error {}

/**
 * Writes the stubs of something new under `root` and answers what they are.
 *
 * - **Errors:** an unknown kind, a name that does not fit, and a file that exists already throw a
 *   `ScaffoldError`; nothing is written then.
 */
export async function writeScaffold(root: string, kind: string, name: string): Promise<Scaffold> {
  const scaffold = findKind(kind).begin(checkName(kind, name));
  const existing = Object.keys(scaffold.files).filter((path) => existsSync(join(root, path)));
  if (existing.length > 0) {
    throw new ScaffoldError(
      `There is a ${kind} ${name} already: ${existing.join(', ')}. Choose another name, or edit it.`,
    );
  }
  for (const [path, text] of Object.entries(scaffold.files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: 'wx' });
  }
  return scaffold;
}

function findKind(name: string): Kind {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (kind !== undefined) return kind;
  const known = Object.keys(kinds).join(', ');
  throw new ScaffoldError(`There is no kind "${name}". Choose one of: ${known}.`);
}

function checkName(kind: string, name: string): string {
  const { pattern, words } = findKind(kind).nameRule;
  if (pattern.test(name)) return name;
  throw new ScaffoldError(`"${name}" is no name of a ${kind}. Write it in ${words}.`);
}
