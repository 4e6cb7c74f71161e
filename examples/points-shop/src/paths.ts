import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('..', import.meta.url));
const out = join(example, 'out');

/** Where the example reads, and where its results are when it has ended. */
export const paths = {
  shop: join(example, 'shop'),
  out,
  repaired: join(out, 'repaired'),
  report: join(out, 'report.html'),
} as const;
