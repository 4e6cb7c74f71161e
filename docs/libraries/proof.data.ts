import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Loss {
  readonly lost: number;
  readonly threw: number;
}

interface Proof {
  readonly library: string;
  readonly versions: string;
  readonly engine: string;
  readonly shape: string;
  readonly kind: string;
  readonly label: string;
  readonly before: Loss;
  readonly after: Loss;
  readonly faults: readonly string[];
}

interface Result {
  readonly date: string;
  readonly node: string;
  readonly callers: number;
  readonly engines: readonly string[];
  readonly proofs: readonly Proof[];
  readonly notRun: readonly { library: string; versions: string; reason: string }[];
}

declare const data: Result;
export { data };

const file = fileURLToPath(
  new URL('../../packages/eslint-plugin/proof/results/proof.json', import.meta.url),
);

/** What the last run of `npm run proof` wrote. */
export default {
  watch: [file],
  load: (): Result => JSON.parse(readFileSync(file, 'utf8')) as Result,
};
