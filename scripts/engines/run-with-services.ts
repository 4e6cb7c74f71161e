/**
 * Runs a program of this repository beside the services that are installed, and stops them:
 * `tsx scripts/engines/run-with-services.ts <file.ts> [argument...]`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import startServices from './start-services.js';

const stopServices = await startServices();
try {
  const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await stopServices();
}
