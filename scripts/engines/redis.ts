import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';
import { startServer } from './server.js';
import type { Engine } from './engine.js';

/** A Redis that keeps nothing on disk. */
export const redis: Engine = {
  name: 'redis',
  urlVariable: 'INTERLOCKED_REDIS_URL',
  package: 'redis-server',
  findProgram: () => findProgram('redis-server'),
  async start(program) {
    const port = await freePort();
    return startServer(`redis://127.0.0.1:${port}`, (folder) => ({
      name: 'Redis',
      program,
      args: ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', folder, '--save', ''],
      readyLine: /Ready to accept connections/,
    }));
  },
};
