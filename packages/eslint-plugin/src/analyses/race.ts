import type { Write, WrittenField } from '../effects/access.js';
import type { Derivation } from '../effects/value.js';

/** A write of a field that was decided, or computed, by what a read found. */
export interface DerivedWrite {
  readonly derivation: Derivation;
  readonly write: Write;
  readonly field: WrittenField;
}

/** A read, a suspension, and a write that derives from the read, with nothing that keeps others out. */
export interface Race extends DerivedWrite {
  /** Whether a transaction stands around the race without preventing it. */
  readonly isInTransaction: boolean;
}
