import { defineLibrary } from '../effects/library.js';
import { arg, put, read } from '../effects/operation.js';

/** The kind of entry is no part of `getById`. */
const READING = /^(?:get|fetch|read|load)(?!All[A-Z]|Many[A-Z])(|[A-Z]\w*?)(?:By[A-Z]\w*)?$/;
const WRITING = /^(?:set|put|write|store|save)(|[A-Z]\w*)$/;

/** One field of an entry, which the second argument names: `getUserField(id, 'email')`. */
const READING_FIELD = /^(?:get|fetch|read|load)(\w*Field)$/;
const WRITING_FIELD = /^(?:set|put|write|store|save)(\w*Field)$/;

/** Any store of entries by key: `await store.get(key)` and `store.set(key, value)`. */
export const keyValue = defineLibrary({
  name: 'key-value',
  title: 'Key-value store',
  docs: 'https://interlocked.dev/libraries/key-value',
  packages: [],
  operations: [
    read({
      method: READING_FIELD,
      entry: READING_FIELD,
      on: 'connection',
      key: arg(0),
      part: arg(1),
      gives: 'value',
      awaited: true,
      present: arg(1),
    }),
    put({
      method: WRITING_FIELD,
      entry: WRITING_FIELD,
      on: 'connection',
      key: arg(0),
      part: arg(1),
      value: arg(2),
      present: arg(2),
    }),
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
