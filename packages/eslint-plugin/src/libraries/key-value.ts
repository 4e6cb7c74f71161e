import { defineLibrary } from '../effects/library.js';
import { arg, put, read } from '../effects/operation.js';

/** The kind of entry is no part of `getById`. */
const READING = /^(?:get|fetch|read|load)(?:By[A-Z]\w*|(|[A-Z]\w*))$/;
const WRITING = /^(?:set|put|write|store|save)(|[A-Z]\w*)$/;

/** Any store of entries by key: `await store.get(key)` and `store.set(key, value)`. */
export const keyValue = defineLibrary({
  name: 'key-value',
  title: 'Key-value store',
  docs: 'https://interlocked.dev/libraries/key-value',
  packages: [],
  operations: [
    read({
      method: READING,
      entry: READING,
      on: 'connection',
      key: arg(0),
      gives: 'entity',
      awaited: true,
      present: arg(0),
    }),
    put({
      method: WRITING,
      entry: WRITING,
      on: 'connection',
      key: arg(0),
      value: arg(1),
      present: arg(1),
    }),
  ],
});
