import { defineLibrary } from '../effects/library.js';
import { arg, atomic, put, read } from '../effects/operation.js';

/** `redis.get(key)` and `redis.set(key, value)`, with node-redis and ioredis alike. */
export const redis = defineLibrary({
  name: 'redis',
  title: 'Redis',
  docs: 'https://redis.io/docs/latest/develop/clients/nodejs/',
  packages: ['redis', '@redis/client', 'ioredis'],
  receivers: /redis/i,
  operations: [
    read({
      method: ['get', 'getAsync', 'hgetall', 'hGetAll', 'exists', 'lrange', 'lRange', 'smembers'],
      on: 'connection',
      key: arg(0),
      gives: 'value',
    }),
    read({
      method: ['hget', 'hGet', 'hexists', 'hExists', 'sismember', 'sIsMember'],
      on: 'connection',
      key: arg(0),
      part: arg(1),
      gives: 'value',
    }),
    atomic({ method: 'set', on: 'connection', saying: /^(nx|condition)$/i, admits: true }),
    put({ method: ['set', 'setAsync'], on: 'connection', key: arg(0), value: arg(1) }),
    put({ method: ['setex', 'setEx', 'psetex'], on: 'connection', key: arg(0), value: arg(2) }),
    put({
      method: ['hset', 'hSet', 'hmset'],
      on: 'connection',
      key: arg(0),
      part: arg(1),
      value: arg(-1),
      present: arg(1),
    }),
    atomic({
      method: ['incr', 'incrBy', 'incrby', 'decr', 'decrBy', 'decrby'],
      on: 'connection',
      key: arg(0),
      counts: true,
    }),
    atomic({
      method: ['hIncrBy', 'hincrby'],
      on: 'connection',
      key: arg(0),
      part: arg(1),
      counts: true,
    }),
    atomic({
      method: ['setnx', 'setNX', 'hsetnx', 'hSetNX', 'sadd', 'sAdd', 'eval', 'evalsha', 'evalSha'],
      on: 'connection',
      admits: true,
    }),
  ],
  idioms: {
    markIfAbsent: {
      text: ({ store, entry, imports }) => {
        if (imports('ioredis')) return `${store}.set(${entry}, 'NX')`;
        const isNode = imports('redis') || imports('@redis/client');
        return isNode ? `${store}.set(${entry}, { NX: true })` : undefined;
      },
      told: { taken: (name) => name, isNone: (name) => `${name} === null` },
    },
    incrementEntry: ({ store, key, operator, amount, imports }) => {
      const verb = operator === '+' ? 'incr' : 'decr';
      if (amount === '') return `${store}.${verb}(${key})`;
      return `${store}.${verb}${imports('ioredis') ? 'by' : 'By'}(${key}, ${amount})`;
    },
  },
});
