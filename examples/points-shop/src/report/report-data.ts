import type { Interleaving } from '../race/interleaving.js';
import type { Tally } from '../race/ledger.js';
import type { FileFindings } from '../repair/lint-shop.js';
import type { RepairedFile } from '../repair/repair-copy.js';

/** All that the page shows. */
export interface ReportData {
  readonly before: readonly Tally[];
  readonly after: readonly Tally[];
  readonly interleaving: Interleaving | undefined;
  readonly findings: readonly FileFindings[];
  readonly repaired: readonly RepairedFile[];
  /** What the races ran on, as lines of text. */
  readonly environment: readonly string[];
}
