import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPAIR_KINDS, type RepairKind } from '../src/repairs/repair.js';
import { SHAPES } from './shapes.js';

/** Where the racy programs are, one folder per library. */
export const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));

/** A program that loses updates, and the kinds of repair that must be offered for it. */
export interface Program {
  readonly library: string;
  readonly shape: string;
  readonly text: string;
  readonly kinds: readonly RepairKind[];
}

/** The programs of a library: each file but those that hold what they share. */
export function programsOf(library: string): Program[] {
  return readdirSync(join(PROGRAMS, library))
    .filter((file) => file.endsWith('.ts') && file.slice(0, -3) in SHAPES)
    .map((file) => {
      const text = readFileSync(join(PROGRAMS, library, file), 'utf8');
      return {
        library,
        shape: file.slice(0, -3),
        text,
        kinds: kindsOf(text, `${library}/${file}`),
      };
    });
}

/** The kinds that the first line names: `// repairs: atomic-update, lock`. */
function kindsOf(text: string, name: string): RepairKind[] {
  const listed = /^\/\/ repairs: (.*)/.exec(text)?.[1]?.split(', ') ?? [];
  const kinds = REPAIR_KINDS.filter((kind) => listed.includes(kind));
  if (kinds.length === 0 || kinds.length !== listed.length) {
    throw new Error(
      `${name} must begin with \`// repairs: \` and kinds of ${REPAIR_KINDS.join(', ')}; it names ${listed.join(', ') || 'none'}.`,
    );
  }
  return kinds;
}
