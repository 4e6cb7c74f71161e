import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPAIR_KINDS, type RepairKind } from '../src/repairs/repair.js';
import { SHAPES } from './shapes.js';
import type { Told } from './repair-program.js';
import type { Subject } from './subjects.js';

/** Where the racy programs are, one folder per library. */
export const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));

/** A program that loses updates, and the kinds of repair that must be offered for it. */
export interface Program {
  readonly library: string;
  readonly shape: string;
  /** Where it is: what is declared beside it counts. */
  readonly path: string;
  readonly text: string;
  readonly kinds: readonly RepairKind[];
  /** What the rules are told: the engine, where no import tells it, and whether to report more. */
  readonly told: Told;
  /** The kinds that are offered as well, and why they are not proven. */
  readonly unproven: readonly string[];
}

/** The programs of a library that its engine can run: each file but those that hold what they share. */
export function programsOf({ library, engine, without = [] }: Subject): Program[] {
  return readdirSync(join(PROGRAMS, library))
    .map((file) => ({ file, shape: file.replace(/\.ts$/, '') }))
    .filter(({ shape }) => shape in SHAPES && !without.includes(shape))
    .map(({ file, shape }) => {
      const path = join(PROGRAMS, library, file);
      const text = readFileSync(path, 'utf8');
      const kinds = kindsOf(text, `${library}/${file}`);
      const told: Told = {
        strict: /^\/\/ strict$/m.test(text),
        ...(engine === 'mariadb' && { database: engine }),
      };
      return { library, shape, path, text, kinds, told, unproven: unprovenOf(text) };
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

/** `// not proven: atomic-update, for …`: what a later line says of a kind. */
function unprovenOf(text: string): string[] {
  return [...text.matchAll(/^\/\/ not proven: ([\w-]+), /gm)].map(([, kind = '']) => kind);
}
