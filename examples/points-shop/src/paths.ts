import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('..', import.meta.url));
const out = join(example, 'out');

/** Where the example reads and writes; everything in `out` is made anew by each run. */
export const paths = {
  shop: join(example, 'shop'),
  out,
  repaired: join(out, 'repaired'),
  builtShop: join(out, 'build', 'as-written'),
  builtRepaired: join(out, 'build', 'repaired'),
  report: join(out, 'report.html'),
} as const;
