import type { TextEdit } from '../syntax/edit.js';

/** How a repair removes the race; also the values of the rule option `fix`. */
export const REPAIR_KINDS = [
  'atomic-update',
  'condition',
  'upsert',
  'row-lock',
  'version',
  'lock',
  'reorder',
  'once',
  'single-flight',
  'mutex',
  'counter',
  'guarded',
  'promise',
  'partial-save',
  'atomics',
  'release',
  'await',
  'share',
  'earlier',
  'one-lock',
  'pass',
  'unlocked',
  'order',
] as const;

export type RepairKind = (typeof REPAIR_KINDS)[number];

/** A text edit that removes a race. */
export interface Repair {
  readonly kind: RepairKind;
  /** A command of at most 60 characters that says what it gives up. */
  readonly label: string;
  readonly edits: readonly TextEdit[];
}
