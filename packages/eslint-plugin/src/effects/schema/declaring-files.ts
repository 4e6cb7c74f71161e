import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What folders and files are called that declare models, or change tables. */
const WORDS = 'models?|schemas?|entit(?:y|ies)|tables?|migrations?|alterations?|databases?|db';

/** Files that declare models, by their names and folders. */
const DECLARING = new RegExp(
  `\\.(prisma|sql)$|(^|[\\\\/])(${WORDS})[\\\\/].*\\.[cm]?[jt]s$|(^|[\\\\/._-])(${WORDS})\\.[cm]?[jt]s$`,
  'i',
);

/** Folders in which no model of the project is declared. */
const OTHER = /^(\..*|node_modules|dist|build|out|coverage|public|tests?|__tests__|__mocks__|e2e)$/;

/** Folders beyond these are out of sight. */
const MAX_FOLDERS = 5_000;

/** The files of a project that, by their names, declare models, in the order of their folders. */
export function declaringFilesIn(project: string): readonly string[] {
  const found: string[] = [];
  const folders = [project];
  // The list grows while it is gone through.
  for (const folder of folders) {
    // By their names, so that migrations come in their order.
    for (const entry of entriesOf(folder)) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!OTHER.test(entry.name) && folders.length < MAX_FOLDERS) folders.push(full);
      } else if (DECLARING.test(path.relative(project, full))) found.push(full);
    }
  }
  return found;
}

function entriesOf(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    // A folder that cannot be read declares nothing.
    return [];
  }
}
