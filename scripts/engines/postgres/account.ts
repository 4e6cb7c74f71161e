import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

import { PostgresStartError } from './start-error.js';

const run = promisify(execFile);

/** The user that the server runs as; without `ids`, the one who runs this process. */
export interface Account {
  readonly name: string;
  readonly ids?: { readonly uid: number; readonly gid: number };
}

/** Users that a root shell can lend to PostgreSQL, best first. */
export const LENT_ACCOUNTS: readonly string[] = ['postgres', 'nobody'];

async function findIds(name: string): Promise<Account['ids'] | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The account for the server: PostgreSQL refuses to run as root, so root lends it another. */
export async function chooseAccount(
  names = LENT_ACCOUNTS,
  isRoot = process.getuid?.() === 0,
): Promise<Account> {
  if (!isRoot) return { name: userInfo().username };
  for (const name of names) {
    const ids = await findIds(name);
    if (ids) return { name, ids };
  }
  throw new PostgresStartError(
    'no-account',
    `PostgreSQL refuses to run as root, and this system has no user ${names.join(' or ')} to run ` +
      `it as. Run this as an ordinary user, or create one: useradd --system postgres`,
  );
}
