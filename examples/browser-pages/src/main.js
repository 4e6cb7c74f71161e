import { setTimeout as sleep } from 'node:timers/promises';
import { startPages } from './pages-server.js';

const port = Number(process.env['PORT'] ?? 8080);
const { origin } = await startPages({ pay: () => sleep(1_500), port });
console.log(`Open ${origin} and stop this with Ctrl+C.`);
