import { askObject } from '../engines/cloudflare.js';
import type { Engine } from '../engines/engine.js';
import { ofTen } from '../facts.js';
import { ask } from '../questions.js';

export default ask(() => ({
  updates: { put: ({ n }) => askObject(`/put?${n}`) },
  gives: { get: () => askObject('/row') },
  also: {
    'ten updates with nothing but storage between get and put': tenBy('/storage-only'),
    'ten updates with other work between get and put': tenBy('/other-work'),
    'ten updates with other work inside blockConcurrencyWhile': tenBy('/blocked'),
  },
}));

function tenBy(path: string): (engine: Engine) => Promise<string> {
  return async (engine) => {
    await Promise.all(Array.from({ length: 10 }, () => askObject(path)));
    return ofTen((await engine.state()).n);
  };
}
