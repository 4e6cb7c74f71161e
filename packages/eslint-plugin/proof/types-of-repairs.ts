import { typeErrorsOf } from './check-types.js';
import type { Judged } from './judge-repairs.js';

/** A file after one of its repairs, under a name of its own beside it. */
interface Repaired {
  readonly original: string;
  readonly file: string;
  readonly what: string;
}

/** As the fixtures' own `tsconfig.json` has it. */
const AS_FIXTURES = { noUncheckedIndexedAccess: false };

/** Checks what repairs make of files, all of them at once. */
export class TypesOfRepairs {
  readonly #repaired: Repaired[] = [];
  readonly #texts = new Map<string, string>();

  /** Takes the outputs of a report; a file that is no TypeScript has no types. */
  add(original: string, { line, labels, outputs }: Judged): void {
    if (!/\.[cm]?tsx?$/.test(original)) return;
    for (const [at, text] of outputs.entries()) {
      const file = original.replace(/(\.\w+)$/, `.repair-${this.#repaired.length}$1`);
      this.#texts.set(file, text);
      this.#repaired.push({ original, file, what: `${original}:${line} ${labels[at] ?? ''}` });
    }
  }

  /** How many were checked, how many of them have the errors of before only, and the new errors. */
  check(): { checked: number; onlyOld: number; broken: string[] } {
    const originals = new Set(this.#repaired.map(({ original }) => original));
    const files = [...originals, ...this.#texts.keys()];
    const errors = typeErrorsOf(files, this.#texts, AS_FIXTURES);
    const textsOf = (file: string) => (errors.get(file) ?? []).map(withoutPlace);
    const broken: string[] = [];
    let onlyOld = 0;
    for (const { original, file, what } of this.#repaired) {
      const added = beyond(textsOf(file), textsOf(original));
      if (added.length > 0) broken.push(`${what}: ${added.join('; ')}`);
      else if (textsOf(file).length > 0) onlyOld += 1;
    }
    return { checked: this.#repaired.length, onlyOld, broken };
  }
}

function withoutPlace(error: string): string {
  return error.replace(/^\S+ /, '');
}

/** What there is more of in the one list than in the other. */
function beyond(after: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return after.filter((error) => {
    const at = left.indexOf(error);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
