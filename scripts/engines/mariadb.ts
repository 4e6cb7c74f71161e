import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';
import { startServer } from './server.js';
import type { Engine } from './engine.js';

// The server refuses to run as root unless told so by name.
const asUser = process.getuid?.() === 0 ? ['--user=root'] : [];

/** A MariaDB with an empty `test` schema and a root user without a password. */
export const mariadb: Engine = {
  name: 'mariadb',
  urlVariable: 'INTERLOCKED_MARIADB_URL',
  package: 'mariadb-server',
  findProgram: () => findProgram('mariadbd'),
  async start(program) {
    const port = await freePort();
    return startServer(`mysql://root@127.0.0.1:${port}/test`, async (folder) => {
      const data = join(folder, 'data');
      await createDataFolder(data);
      return {
        name: 'MariaDB',
        program,
        args: [
          '--no-defaults',
          ...asUser,
          `--datadir=${data}`,
          `--port=${port}`,
          '--bind-address=127.0.0.1',
          `--socket=${join(folder, 'socket')}`,
          `--pid-file=${join(folder, 'pid')}`,
        ],
        readyLine: /ready for connections/,
      };
    });
  },
};

async function createDataFolder(data: string): Promise<void> {
  const program = findProgram('mariadb-install-db');
  if (program === undefined) {
    throw new Error(
      'mariadbd is here but mariadb-install-db is not: install the whole mariadb-server package.',
    );
  }
  await promisify(execFile)(program, [
    '--no-defaults',
    ...asUser,
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
  ]);
}
