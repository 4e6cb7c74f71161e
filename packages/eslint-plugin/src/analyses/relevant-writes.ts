import type { Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isInMigration, isMigration } from './is-migration.js';
import { oncePerModel } from './once-per-model.js';
import { isOfProject } from './project-files.js';
import { runsOneAtATime } from './runs-one-at-a-time.js';

/** How much an analysis reports. */
export interface Scope {
  /** Whether files that run alone count: scripts, tests and migrations. */
  readonly strict?: boolean;
}

/** Files of which one copy runs, once: nothing races with them. */
const ALONE =
  /(^|[\\/])(\w*migrations?|upgrades?[\\/]v?\d[^\\/]*|seeds?|seeders?|fixtures?|__tests__|__mocks__|(\w+-)?tests|test|testing|e2e|scripts?|bin|cli|setup|bench(mark)?s?|examples?|demos?|playgrounds?|templates?)[\\/]|^(tools|docs|website)[\\/]|\.(test|spec|bench|stories|config)\.[cm]?[jt]sx?$|(^|[\\/])((seed|setup|migrate)[\w-]*|cli|\w*(migrations?|schema-?upgrade\w*))\.[cm]?[jt]s$/i;

/** Packages that ask a person at a terminal, or show how far a tool is. */
const AT_TERMINAL =
  /(from|require\()\s*['"](prompts?|inquirer|@inquirer\/[\w-]+|enquirer|@clack\/[\w-]+|ora|listr2?|(@[\w-]+\/)?cli-[\w-]+(\/[\w-]+)?)['"]/;

/** The writes that other work may run beside. */
export const relevantWrites = oncePerModel((model, scope: Scope): readonly Write[] => {
  if (!isRelevant(model, scope)) return [];
  const often = model.writes.filter(({ isOnce }) => !isOnce);
  if (scope.strict) return often;
  return often.filter((write) => {
    if (write.isAlone || isInMigration(write.node)) return false;
    return !runsOneAtATime(write.root, model) && !isOfProject(write, model);
  });
});

/** Whether the file counts: not where one copy of it runs, once. */
export function isRelevant(model: FileModel, { strict }: Scope): boolean {
  const { filename, source } = model;
  if (strict === true) return true;
  const { text } = source;
  const isTool = text.startsWith('#!') || AT_TERMINAL.test(text);
  return !(ALONE.test(filename) || isTool || isMigration(model));
}
