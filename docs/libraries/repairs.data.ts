import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Counts = Readonly<Record<string, number>>;

interface Fixtures {
  readonly date: string;
  readonly byFolder: Readonly<Record<string, Counts>>;
  readonly all: Counts;
  readonly types: { readonly checked: number; readonly onlyOld: number; readonly new: number };
  readonly faults: readonly string[];
}

interface Corpus {
  readonly date: string;
  readonly byLibrary: Readonly<Record<string, Counts>>;
  readonly all: Counts;
}

interface Result {
  readonly fixtures: Fixtures;
  readonly corpus: Corpus;
}

declare const data: Result;
export { data };

const [fixtures, corpus] = ['fixtures', 'corpus'].map((what) => {
  const results = '../../packages/eslint-plugin/proof/results';
  return fileURLToPath(new URL(`${results}/repairs-${what}.json`, import.meta.url));
}) as [string, string];

/** What the last runs of `proof/measure.ts` wrote. */
export default {
  watch: [fixtures, corpus],
  load: (): Result => ({
    fixtures: JSON.parse(readFileSync(fixtures, 'utf8')) as Fixtures,
    corpus: JSON.parse(readFileSync(corpus, 'utf8')) as Corpus,
  }),
};
