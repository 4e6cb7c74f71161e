import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contractOf } from './contract-of.js';
import { pageOf } from './page-of.js';

const runtime = new URL('../../packages/runtime/src/', import.meta.url);
const pages = new URL('../primitives/', import.meta.url);

const begin = '<!-- begin contract -->';
const end = '<!-- end contract -->';

/** A primitive that the package exports, and the page that describes it. */
export interface PrimitivePage {
  readonly name: string;
  readonly path: string;
  readonly exists: boolean;
}

/** The primitives that the index of the package exports: one folder each. */
export function findPrimitivePages(): PrimitivePage[] {
  const index = readFileSync(new URL('index.ts', runtime), 'utf8');
  const names = [...index.matchAll(/from '\.\/([\w-]+)\/\1\.js'/g)].map((match) => match[1] ?? '');
  return names.map((name) => {
    const path = fileURLToPath(new URL(`${name}.md`, pages));
    return { name, path, exists: existsSync(path) };
  });
}

/** The text of a page, new or written before, with the contract that stands in the code now. */
export function withContract({ name, path, exists }: PrimitivePage): string {
  const file = new URL(`${name}/${name}.ts`, runtime);
  const source = readFileSync(file, 'utf8');
  const contract = contractOf(fileURLToPath(file), source);
  const text = exists ? readFileSync(path, 'utf8') : pageOf(fileURLToPath(file), source);
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) {
    throw new Error(`${path} needs the lines "${begin}" and "${end}" where the contract belongs.`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${contract}\n${text.slice(to)}`;
}
