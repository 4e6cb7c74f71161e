import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { SettingsError } from './settings-error.js';
import type { Settings, TypeOrValueSpecifier } from './settings.js';

const checked = new WeakSet<Settings>();

/**
 * Makes sure that the locks and stores that the settings name are there.
 *
 * - **Errors:** a file, a package or a name in one of them that is not there throws a
 *   `SettingsError` that names the nearest one that is.
 * - **Cost:** looked up once for each settings object; a bare name is taken as it is.
 */
export function checkSpecifiers(settings: Settings, cwd: string): void {
  if (checked.has(settings)) return;
  for (const key of ['locks', 'stores'] as const) {
    settings[key].forEach((specifier, at) => {
      const place = `settings.interlocked.${key}[${at}]`;
      if (typeof specifier !== 'string') checkSpecifier(specifier, place, cwd);
    });
  }
  checked.add(settings);
}

function checkSpecifier(
  specifier: Exclude<TypeOrValueSpecifier, string>,
  place: string,
  cwd: string,
): void {
  const source = sourceOf(specifier, place, cwd);
  if (!source) return;
  const declared = declaredIn(source.text);
  for (const name of [specifier.name].flat()) {
    if (declared.length > 0 && !declared.includes(name)) {
      throw unresolved(
        `${place} names "${name}", which ${source.name} does not declare`,
        name,
        declared,
      );
    }
  }
}

interface Source {
  readonly name: string;
  readonly text: string;
}

function sourceOf(
  specifier: Exclude<TypeOrValueSpecifier, string>,
  place: string,
  cwd: string,
): Source | undefined {
  if (specifier.from === 'package') return packageSource(specifier.package, place, cwd);
  if (specifier.from !== 'file' || specifier.path === undefined) return undefined;
  const file = path.resolve(cwd, specifier.path);
  if (existsSync(file)) return { name: specifier.path, text: readFileSync(file, 'utf8') };
  const folder = path.dirname(file);
  const others = existsSync(folder) ? readdirSync(folder) : [];
  throw unresolved(
    `${place} names the file ${specifier.path}, which is not there`,
    path.basename(file),
    others,
  );
}

/** The types of a package, where they are in one file that can be read. */
function packageSource(name: string, place: string, cwd: string): Source | undefined {
  const folder = folderOf(name, cwd);
  if (folder === undefined) {
    const known = installedIn(cwd);
    if (known.length === 0) return undefined;
    throw unresolved(`${place} names the package "${name}", which is not installed`, name, known);
  }
  const { types, typings } = manifestIn(folder);
  const file = path.join(folder, types ?? typings ?? 'index.d.ts');
  return existsSync(file) ? { name, text: readFileSync(file, 'utf8') } : undefined;
}

function folderOf(name: string, cwd: string): string | undefined {
  const folder = path.join(cwd, 'node_modules', name);
  if (existsSync(folder)) return folder;
  const outer = path.dirname(cwd);
  return outer === cwd ? undefined : folderOf(name, outer);
}

interface Manifest {
  readonly types?: string;
  readonly typings?: string;
}

function manifestIn(folder: string): Manifest {
  const file = path.join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}

/** The packages that are installed for the folder, and for those around it. */
function installedIn(cwd: string): string[] {
  const folder = path.join(cwd, 'node_modules');
  const own = existsSync(folder) ? readdirSync(folder) : [];
  const names = own.flatMap((name) => {
    return name.startsWith('@')
      ? readdirSync(path.join(folder, name)).map((inner) => `${name}/${inner}`)
      : [name];
  });
  const outer = path.dirname(cwd);
  return outer === cwd ? names : [...names, ...installedIn(outer)];
}

/** What a file declares; nothing where it passes on what others declare. */
function declaredIn(text: string): string[] {
  if (/export\s+\*/.test(text)) return [];
  const declarations = text.matchAll(
    /\b(?:class|interface|type|function|const|let|var|enum)\s+([\w$]+)/g,
  );
  const exported = text.matchAll(/[{,]\s*(?:type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)\s*(?=[,}])/g);
  return [...declarations, ...exported].map(([, name = '']) => name);
}

function unresolved(what: string, name: string, choices: readonly string[]): SettingsError {
  const known = [...new Set(choices)].sort();
  if (known.length === 0) return new SettingsError(`${what}.`);
  return new SettingsError(`${what}; did you mean "${closest(name, known)}"?`);
}
