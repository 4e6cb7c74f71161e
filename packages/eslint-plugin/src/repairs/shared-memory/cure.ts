import type { TextEdit } from '../../syntax/edit.js';

/** What a repair with `Atomics` says and does. */
export interface Cure {
  readonly label: string;
  readonly edits: readonly TextEdit[];
}
