import { defineLibrary } from '../effects/library.js';
import { arg, put, read } from '../effects/operation.js';

/** `env.KV.get(key)` and `env.KV.put(key, value)`. */
export const cloudflareKv = defineLibrary({
  name: 'cloudflare-kv',
  title: 'Cloudflare KV',
  docs: 'https://developers.cloudflare.com/kv/concepts/how-kv-works/',
  packages: [],
  types: ['KVNamespace'],
  receivers: /(^|_)kv($|_)|kv$|kvNamespace/i,
  isSpread: true,
  operations: [
    read({
      method: ['get', 'getWithMetadata'],
      on: 'connection',
      key: arg(0),
      gives: 'entity',
      awaited: true,
      present: arg(0),
    }),
    put({ method: 'put', on: 'connection', key: arg(0), value: arg(1), present: arg(1) }),
  ],
});
