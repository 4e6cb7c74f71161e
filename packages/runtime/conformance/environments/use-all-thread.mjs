import { parentPort, workerData } from 'node:worker_threads';
import { useAllInWorker } from './browser-page/use-all.mjs';

useAllInWorker(await import(workerData.module), workerData);
parentPort.postMessage('done');
