import { engines } from './engines.js';
import type { Server } from './server.js';

/** Vitest's global setup: starts what is installed, and stops all of it after the last test. */
export default async function startServices(): Promise<() => Promise<void>> {
  const running: Server[] = [];
  const stopAll = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const missing = engines.filter(({ urlVariable }) => process.env[urlVariable] === undefined);
  for (const engine of missing) {
    const program = engine.findProgram();
    if (program === undefined) continue;
    try {
      const server = await engine.start(program);
      running.push(server);
      process.env[engine.urlVariable] = server.url;
    } catch (error) {
      await stopAll();
      throw error;
    }
  }
  return stopAll;
}
