import * as shared from '@interlocked/runtime';
import { useAllInWorker } from './browser-page/use-all.mjs';

globalThis.onmessage = ({ data }) => {
  useAllInWorker(shared, data);
  globalThis.postMessage('done');
};
