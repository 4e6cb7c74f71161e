import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Support {
  readonly title: string;
  readonly docs: string;
  readonly packages: readonly string[];
}

declare const data: { stores: Support[]; locks: Support[] };
export { data };

const folder = new URL('../../packages/eslint-plugin/src/libraries/', import.meta.url);

/** The libraries that the plugin describes, read from their files: one file is one library. */
export default {
  watch: [fileURLToPath(new URL('**/*.ts', folder))],
  load: () => ({ stores: described(folder), locks: described(new URL('locks/', folder)) }),
};

function described(inside: URL): Support[] {
  return readdirSync(inside)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .map((file) => toSupport(file, readFileSync(new URL(file, inside), 'utf8')))
    .sort((a, b) => a.title.localeCompare(b.title));
}

function toSupport(file: string, source: string): Support {
  const title = /\btitle: '([^']+)'/.exec(source)?.[1];
  const docs = /\bdocs: '([^']+)'/.exec(source)?.[1];
  const packages = /\bpackages: \[([^\]]*)\]/.exec(source)?.[1];
  if (title === undefined || docs === undefined || packages === undefined) {
    throw new Error(`${file} has no title, docs or packages that the list of libraries can show.`);
  }
  return {
    title,
    docs,
    packages: [...packages.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? ''),
  };
}
