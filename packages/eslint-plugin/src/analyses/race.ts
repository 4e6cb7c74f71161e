import type { Write, WrittenField } from '../effects/access.js';
import type { Derivation } from '../effects/value.js';

/** A read, a suspension, and a write that derives from the read, with nothing that keeps others out. */
export interface Race {
  readonly derivation: Derivation;
  readonly write: Write;
  readonly field: WrittenField;
  /** Whether a transaction stands around the race without preventing it. */
  readonly isInTransaction: boolean;
}
