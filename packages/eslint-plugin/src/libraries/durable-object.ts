import { defineLibrary } from '../effects/library.js';
import { arg, atomic, exclusive, put, read } from '../effects/operation.js';

/**
 * `ctx.storage.get(key)` and `ctx.storage.put(key, value)`: no other event is delivered to the object
 * while it waits for its storage, so that only another await in between lets others in.
 */
export const durableObject = defineLibrary({
  name: 'durable-object',
  title: 'Durable Object storage',
  docs: 'https://developers.cloudflare.com/durable-objects/reference/glossary/',
  packages: ['cloudflare:workers'],
  types: ['DurableObjectState', 'DurableObjectStorage', 'DurableObject'],
  receivers: /^storage$/,
  gated: true,
  operations: [
    read({
      method: 'get',
      on: 'connection',
      key: arg(0),
      gives: 'entity',
      awaited: true,
      present: arg(0),
    }),
    put({ method: 'put', on: 'connection', key: arg(0), value: arg(1), present: arg(1) }),
    atomic({ method: ['delete', 'list', 'deleteAll', 'sync'], on: 'connection' }),
    exclusive({ method: 'blockConcurrencyWhile', on: 'any', callback: arg(0), distinctive: true }),
  ],
});
