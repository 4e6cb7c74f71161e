import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LintOptions, Preset } from './lint.js';

export const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures');

/** One annotated file. */
export interface Fixture extends LintOptions {
  readonly name: string;
  readonly filename: string;
  readonly golden: string;
  readonly text: string;
  readonly preset: Preset;
  readonly typed: boolean;
  /** Whether other files are parsed for it, which takes the parser of the host. */
  readonly readsFiles: boolean;
  readonly wants: readonly Want[];
}

/** A report that a `// want <rule>: "<regex>"` asks for on its line. */
export interface Want {
  readonly line: number;
  readonly rule: string;
  readonly message: RegExp;
}

const SOURCE = /\.[cm]?[jt]sx?$/;
/** Declarations, configurations and golden files. */
const OTHER = /\.(d|config|fixed)\.[cm]?[jt]sx?$/;

export function allFixtures(): Fixture[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => SOURCE.test(name) && !OTHER.test(name))
    .sort()
    .map((name) => readFixture(name));
}

function readFixture(name: string): Fixture {
  const filename = path.join(FIXTURES, name);
  const text = readFileSync(filename, 'utf8');
  const { dir, name: base, ext } = path.parse(filename);
  const head = text.slice(0, 400);
  const settings = /^\/\/ settings: (.*)$/m.exec(head)?.[1];
  return {
    name: name.replaceAll('\\', '/'),
    filename,
    golden: path.join(dir, `${base}.fixed${ext}`),
    text,
    preset: /^\/\/ preset: strict$/m.test(head) ? 'strict' : 'recommended',
    typed: /^\/\/ types: on$/m.test(head),
    readsFiles: /^\/\/ other files: read$/m.test(head),
    ...(settings !== undefined && { settings: JSON.parse(settings) as Record<string, unknown> }),
    wants: text.split(/\r?\n/).flatMap((line, i) => wantsOn(line, i + 1)),
  };
}

function wantsOn(code: string, line: number): Want[] {
  const comment = /\/[/*] want (.*)/.exec(code)?.[1] ?? '';
  const wants = [...comment.matchAll(/([\w-]+): "((?:[^"\\]|\\.)*)"/g)];
  return wants.map(([, rule = '', message = '']) => ({
    line,
    rule,
    message: new RegExp(message.replaceAll('\\"', '"')),
  }));
}
