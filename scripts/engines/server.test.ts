import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startServer } from './server.js';

/** Starts a server that is the given program of Node, and tells where its data folder was. */
async function start(source: string, program = process.execPath) {
  let folder = '';
  const started = startServer('test://here', (dataFolder) => {
    folder = dataFolder;
    return { name: 'Sample', program, args: ['-e', source], readyLine: /^ready$/m };
  });
  const outcome = await started.then(
    (server) => ({ server, message: '' }),
    (error: Error) => ({ server: undefined, message: error.message }),
  );
  return { ...outcome, folder };
}

it('is there until it is stopped, and then nothing of it is left', async () => {
  const { server, folder } = await start("console.log('ready'); setInterval(() => {}, 1000)");

  expect([server?.url, existsSync(folder)]).toEqual(['test://here', true]);
  await server?.stop();
  expect(existsSync(folder)).toBe(false);
});

it('stops a server that has ended by itself', async () => {
  const { server, folder } = await start("console.log('ready')");

  await server?.stop();
  expect(existsSync(folder)).toBe(false);
});

it.each([
  ['ends early', "console.log('no disk'); process.exit(3)", undefined, 'status 3', 'no disk'],
  ['is killed', "process.kill(process.pid, 'SIGKILL')", undefined, 'SIGKILL', 'Sample ended'],
  ['is missing', '', '/nowhere/sample-server', 'could not be started', '/nowhere/sample-server'],
])('names the cause when it %s, and leaves no folder', async (_how, source, program, ...words) => {
  const { server, message, folder } = await start(source, program);

  expect(server).toBeUndefined();
  for (const word of words) expect(message).toContain(word);
  expect(existsSync(folder)).toBe(false);
});
