import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('..', import.meta.url));

/** Where a run reads the shop, and where its results are when it has ended. */
export interface Paths {
  readonly shop: string;
  readonly out: string;
  readonly repaired: string;
  readonly report: string;
}

/** The paths of a run over `shop` that writes to `out`. */
export function pathsOf(shop: string, out: string): Paths {
  return { shop, out, repaired: join(out, 'repaired'), report: join(out, 'report.html') };
}

/** The paths of `npm start`. */
export const defaultPaths = pathsOf(join(example, 'shop'), join(example, 'out'));
