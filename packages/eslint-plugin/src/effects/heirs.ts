import type { Program, TypeScriptFile } from './typescript-services.js';

/** A class that says it is based on another class, or implements an interface. */
export interface Heir {
  readonly file: TypeScriptFile;
  readonly name: string;
  /** The text of the file from the class on. */
  readonly text: string;
}

/** A class with its name and what stands between the name and the body. */
const CLASS = /\bclass\s+(?:(?!extends\b)([\w$]+))?([^{;]*)\{/g;
const BASE = /\bextends\s+([\w$.]+)/;
const INTERFACES = /\bimplements\s+(.+)$/s;

/** The classes of a program by what they are based on. */
type Heirs = ReadonlyMap<string, readonly Heir[]>;

const ofPrograms = new WeakMap<Program, Heirs>();
const ofFiles = new WeakMap<TypeScriptFile, readonly (readonly [base: string, heir: Heir])[]>();

/**
 * The classes of the program that are based on a class or an interface of that name.
 *
 * - **Cost:** one scan of the program's own text, for the first question.
 */
export function heirsOf(name: string, program: Program): readonly Heir[] {
  let heirs = ofPrograms.get(program);
  if (!heirs) ofPrograms.set(program, (heirs = heirsIn(program)));
  return heirs.get(name) ?? [];
}

function heirsIn(program: Program): Heirs {
  const heirs = new Map<string, Heir[]>();
  for (const file of program.getSourceFiles?.() ?? []) {
    if (isForeign(file, program)) continue;
    for (const [base, heir] of heirsInFile(file)) {
      const known = heirs.get(base);
      if (known) known.push(heir);
      else heirs.set(base, [heir]);
    }
  }
  return heirs;
}

function heirsInFile(file: TypeScriptFile): readonly (readonly [string, Heir])[] {
  let heirs = ofFiles.get(file);
  if (!heirs) {
    const classes = file.text.includes('class ') ? [...file.text.matchAll(CLASS)] : [];
    heirs = classes.flatMap(({ 1: name = '', 2: head = '', index }) => {
      const heir = { file, name, text: file.text.slice(index) };
      return basesIn(head).map((base) => [base, heir] as const);
    });
    ofFiles.set(file, heirs);
  }
  return heirs;
}

/** `Users` and `Store` of `extends data.Users<User> implements Store`. */
function basesIn(head: string): string[] {
  const interfaces =
    INTERFACES.exec(head)?.[1]
      ?.replace(/<[^>]*>/g, '')
      .split(',') ?? [];
  const names = [BASE.exec(head)?.[1] ?? '', ...interfaces];
  return names.map((name) => name.trim().split('.').at(-1) ?? '').filter((name) => name !== '');
}

/** Whether the file belongs to a package or declares types only. */
export function isForeign(file: TypeScriptFile, program: Program): boolean {
  return (
    file.isDeclarationFile === true ||
    file.fileName.includes('/node_modules/') ||
    program.isSourceFileFromExternalLibrary?.(file) === true
  );
}
