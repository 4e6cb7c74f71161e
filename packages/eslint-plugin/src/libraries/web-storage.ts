import { defineLibrary } from '../effects/library.js';
import { arg, atomic, put, read } from '../effects/operation.js';

/** `localStorage.getItem(key)` and `localStorage.setItem(key, value)`, which race over an await. */
export const webStorage = defineLibrary({
  name: 'web-storage',
  title: 'localStorage',
  docs: 'https://developer.mozilla.org/docs/Web/API/Web_Storage_API',
  packages: ['@react-native-async-storage/async-storage', 'localforage'],
  isOfOneUser: true,
  operations: [
    read({ method: 'getItem', on: 'any', key: arg(0), gives: 'value', distinctive: true }),
    put({ method: 'setItem', on: 'any', key: arg(0), value: arg(1), distinctive: true }),
    atomic({ method: ['mergeItem', 'removeItem'], on: 'any', distinctive: true }),
  ],
});
