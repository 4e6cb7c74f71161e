import type { CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import type { Operation } from './operation.js';
import type { Match } from './library-index.js';
import type { State } from './state.js';

/** One call that a library knows, with all that its operation works on. */
export interface Operating<O extends Operation = Operation> {
  readonly site: CallSite;
  readonly match: Match & { readonly operation: O };
  readonly frame: Frame;
  readonly state: State;
}
