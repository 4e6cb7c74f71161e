import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';

/** How much an analysis reports. */
export interface Scope {
  /** Whether code that runs alone counts: start-up code, scripts, tests and migrations. */
  readonly strict?: boolean;
}

/** Files of which one copy runs, once: nothing races with them. */
const ALONE =
  /(^|[\\/])(migrations?|seeds?|seeders?|fixtures?|__tests__|__mocks__|tests?|e2e|scripts?|bin|cli|setup|benchmarks?|templates?)[\\/]|\.(test|spec|bench|stories|config)\.[cm]?[jt]sx?$|(^|[\\/])(seed|setup|migrate)\w*\.[cm]?[jt]s$/i;

/** The writes that other work may run beside. */
export function relevantWrites(model: FileModel, { strict }: Scope): readonly Write[] {
  if (strict) return model.writes;
  return ALONE.test(model.filename) ? [] : model.writes.filter((write) => !write.isOnce);
}
