import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

import pg from 'pg';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import type { ClusterOptions } from './cluster.js';
import { PostgresHost } from './postgres-host.js';
import { PostgresStartError } from './start-error.js';
import { namesIn, temporaryFolder } from '../temporary-folder.js';

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

function newHost(temporary = folder): PostgresHost {
  const host = new PostgresHost({ TMPDIR: temporary, TSX_DISABLE_CACHE: '1' });
  onTestFinished(() => host.stop());
  return host;
}

async function failureOf(options: ClusterOptions, host = newHost()): Promise<PostgresStartError> {
  const error = await host.start(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PostgresStartError);
  return error as PostgresStartError;
}

describe('PostgresHost', () => {
  it('starts a server of its own, and leaves nothing behind', async () => {
    const host = newHost();
    const connection = await host.start();
    expect(await namesIn(folder)).toEqual([expect.stringMatching(/^interlocked-postgres-/)]);

    const client = new pg.Client({ ...connection, database: 'postgres' });
    await client.connect();
    const { rows } = await client.query<{ level: string }>(
      `SELECT current_setting('transaction_isolation') AS level`,
    );
    expect(rows).toEqual([{ level: 'read committed' }]);
    await client.end();

    await host.stop();
    expect(await namesIn(folder)).toEqual([]);
    const again = new pg.Client({ ...connection, database: 'postgres' });
    await expect(again.connect()).rejects.toThrow('ECONNREFUSED');
  });

  it('asks for the password', async () => {
    const connection = await newHost().start();
    const client = new pg.Client({ ...connection, password: 'guessed', database: 'postgres' });
    await expect(client.connect()).rejects.toThrow('password authentication failed');
  });

  it('names a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };

    const error = await failureOf({ port });
    expect(error.code).toBe('port-taken');
    expect(error.message).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(await namesIn(folder)).toEqual([]);
  });

  it('names a program that is missing', async () => {
    const native = join(folder, 'nowhere');
    const error = await failureOf({ native });
    expect(error.code).toBe('binary-missing');
    expect(error.message).toContain(join(native, 'bin', 'initdb'));
    expect(error.message).toContain('npm ci');
    expect(await namesIn(folder)).toEqual([]);
  });

  it('names a folder for temporary files that is not there', async () => {
    const error = await failureOf({}, newHost(join(folder, 'nowhere')));
    expect(error.code).toBe('folder-missing');
    expect(error.message).toContain(join(folder, 'nowhere'));
    expect(error.message).toContain('TMPDIR');
  });

  it('can be stopped in the middle of its start', async () => {
    const host = newHost();
    const started = host.start().catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await namesIn(folder)).not.toEqual([]), 100_000);
    await host.stop();
    expect(await started).toBeInstanceOf(PostgresStartError);
    expect(await namesIn(folder)).toEqual([]);
  });
});
