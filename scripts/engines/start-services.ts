import type { Engine } from './engine.js';
import { engines } from './engines.js';
import type { Server } from './server.js';

/** Vitest's global setup: starts what is installed, and stops all of it after the last test. */
export default async function startServices(): Promise<() => Promise<void>> {
  const running: Server[] = [];
  const stopAll = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  for (const engine of engines) {
    try {
      const server = await startUnlessGiven(engine);
      if (server !== undefined) running.push(server);
    } catch (error) {
      await stopAll();
      throw error;
    }
  }
  return stopAll;
}

async function startUnlessGiven(engine: Engine): Promise<Server | undefined> {
  const program = engine.findProgram();
  if (process.env[engine.urlVariable] !== undefined || program === undefined) return undefined;
  const server = await engine.start(program);
  process.env[engine.urlVariable] = server.url;
  return server;
}
