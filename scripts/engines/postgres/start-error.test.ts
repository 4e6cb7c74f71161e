import { describe, expect, it } from 'vitest';

import { chooseAccount } from './account.js';
import { explainStartFailure } from './start-error.js';

const attempt = { folder: '/tmp/points-shop-x', port: 5432, account: 'postgres' };

// What PostgreSQL 18, Node and the dynamic linker said when each cause was brought about.
describe('explainStartFailure', () => {
  it.each([
    {
      code: 'disk-full',
      output:
        'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 5\n' +
        'HINT:  Check free disk space.',
      says: ['/tmp/points-shop-x is full', 'set TMPDIR'],
    },
    {
      code: 'disk-full',
      output: 'initdb: error: could not write to file: No space left on device',
      says: ['/tmp/points-shop-x is full'],
    },
    {
      code: 'disk-full',
      output: 'Error: ENOSPC: no space left on device, copyfile',
      says: ['free some space'],
    },
    {
      code: 'port-taken',
      output: 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use',
      says: ['Port 5432 on 127.0.0.1 is taken', 'leave --port out'],
    },
    {
      code: 'port-forbidden',
      output: 'LOG:  could not bind IPv4 address "127.0.0.1": Permission denied',
      says: ['postgres may not listen on port 5432', 'above 1023'],
    },
    {
      code: 'install-scripts-blocked',
      output: 'initdb: error while loading shared libraries: libpq.so.5: cannot open',
      says: ['npm rebuild'],
    },
    {
      code: 'folder-closed',
      output: 'initdb: error: could not access directory "/x": Permission denied',
      says: ['postgres may not write to /tmp/points-shop-x', 'Set TMPDIR'],
    },
    {
      code: 'unexpected',
      output: 'PANIC:  the moon is full\n',
      says: ['port 5432', 'as user postgres', 'PANIC:  the moon is full'],
    },
    { code: 'unexpected', output: '', says: ['It said:\nnothing'] },
  ])('names the cause of $code', ({ code, output, says }) => {
    const error = explainStartFailure(output, attempt);
    expect(error.code).toBe(code);
    for (const part of says) expect(error.message).toContain(part);
  });
});

describe('chooseAccount', () => {
  it('takes the user who runs it, unless that is root', async () => {
    expect(await chooseAccount(['no-such-user'], false)).not.toHaveProperty('ids');
  });

  it('tells root which users it looked for, and what to do', async () => {
    await expect(chooseAccount(['no-such-user', 'nor-this-one'], true)).rejects.toThrow(
      'PostgreSQL refuses to run as root, and this system has no user no-such-user or nor-this-one ' +
        'to run it as. Run this as an ordinary user, or create one: useradd --system postgres',
    );
  });
});
