import fc from 'fast-check';
import { dressed, dresses, toLines, type Dress } from './dress.js';
import { frames, nestings, type Frame } from './frames.js';
import { races, type Race } from './races.js';

/** A file with one race in it. */
export interface Program {
  readonly filename: string;
  readonly text: string;
  /** Whether the parser of ESLint itself is to read it. */
  readonly isEspree: boolean;
}

export const programs: fc.Arbitrary<Program> = fc
  .tuple(races, nestings, frames, dresses, fc.boolean())
  .map(([race, [opening, closing], frame, dress, isEspree]) => {
    const { filename } = frame;
    const code = [frame.head, opening, ...linesIn(frame, race), closing, frame.tail].flatMap(
      toLines,
    );
    const plain = isModule(filename)
      ? code
      : code.map((line) => line.replace(/^export (default )?/, ''));
    return {
      filename,
      text: dressed([dress.head, ...importsOf(race, dress, frame)], [...HELPER, ...plain], dress),
      isEspree: isEspree && !isTyped(filename),
    };
  });

/** Arrow functions have no `arguments`, and as fields of a class must not name those around. */
function linesIn({ head }: Frame, { lines }: Race): readonly string[] {
  return /=> \{$/.test(head) ? lines.filter((line) => !line.includes('arguments')) : lines;
}

const HELPER = ['function bump(user, by) {', 'user.points += by;', '}'];

function importsOf({ imports, from }: Race, { more }: Dress, { filename }: Frame): string[] {
  return [[imports, from] as const, more].flatMap(([name, source]) => {
    if (source === '') return [];
    if (isModule(filename)) return [importOf(name, source, filename)];
    return [`const { ${bareName(name)} } = require('${source}');`];
  });
}

function importOf(name: string, source: string, filename: string): string {
  if (!isTyped(filename)) return `import { ${bareName(name)} } from '${source}';`;
  return name.startsWith('type ')
    ? `import type { ${bareName(name)} } from '${source}';`
    : `import { ${name} } from '${source}';`;
}

function bareName(name: string): string {
  return name.replace(/^type /, '');
}

function isModule(filename: string): boolean {
  return !filename.endsWith('.cjs');
}

function isTyped(filename: string): boolean {
  return /\.tsx?$/.test(filename);
}
