import { arg, atomic, defineLibrary, put, read } from '../effects/library.js';

/** `redis.get(key)` and `redis.set(key, value)`, with node-redis and ioredis alike. */
export const redis = defineLibrary({
  name: 'redis',
  title: 'Redis',
  docs: 'https://redis.io/docs/latest/develop/clients/nodejs/',
  packages: ['redis', '@redis/client', 'ioredis'],
  receivers: /redis/i,
  operations: [
    read({
      method: ['get', 'getAsync', 'hget', 'hGet', 'hgetall', 'hGetAll'],
      on: 'connection',
      key: arg(0),
      gives: 'value',
    }),
    put({ method: ['set', 'setAsync'], on: 'connection', key: arg(0), value: arg(1) }),
    put({ method: ['hset', 'hSet'], on: 'connection', key: arg(0), value: arg(-1) }),
    atomic({
      method: ['incr', 'incrBy', 'incrby', 'hIncrBy', 'hincrby', 'sAdd', 'sadd'],
      on: 'connection',
    }),
  ],
});
