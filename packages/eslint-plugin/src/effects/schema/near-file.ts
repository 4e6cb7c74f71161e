import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The first of the places that there is in a folder, or in the nearest one above it. */
export function fileNear(folder: string, places: readonly string[]): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const found = places.map((place) => path.join(at, place)).find((name) => existsSync(name));
    if (found !== undefined || at === path.dirname(at)) return found;
  }
}

interface Known {
  readonly text: string;
  readonly changed: number;
}

const known = new Map<string, Known>();

/** The text of a file, or of all files of a folder that end so; read again once it has changed. */
export function textAt(place: string, ending = ''): string | undefined {
  try {
    const { mtimeMs: changed } = statSync(place);
    const last = known.get(place);
    if (last?.changed === changed) return last.text;
    const text = read(place, ending);
    known.set(place, { text, changed });
    return text;
  } catch {
    // What cannot be read says nothing.
    return undefined;
  }
}

function read(place: string, ending: string): string {
  if (!statSync(place).isDirectory()) return readFileSync(place, 'utf8');
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith(ending)).sort();
  return files.map((name) => readFileSync(path.join(place, name), 'utf8')).join('\n');
}
