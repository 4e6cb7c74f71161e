import { readFileSync } from 'node:fs';
import type { Established } from './probe.js';

/** What `npm run probes` found out, and when. */
export interface FactsFile {
  readonly date: string;
  readonly node: string;
  readonly libraries: Readonly<Record<string, Established & { readonly versions: string }>>;
}

export const FACTS_FILE = new URL('results/facts.json', import.meta.url);

export function readFacts(): FactsFile {
  return JSON.parse(readFileSync(FACTS_FILE, 'utf8')) as FactsFile;
}
