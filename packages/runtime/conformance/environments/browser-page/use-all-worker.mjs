import * as shared from '/runtime/index.js';
import { useAllInWorker } from './use-all.mjs';

self.onmessage = ({ data }) => {
  useAllInWorker(shared, data);
  self.postMessage('done');
};
