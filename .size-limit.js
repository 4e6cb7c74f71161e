/** A part of the runtime, as a bundler for browsers leaves it. */
const part = (name, limit, path = 'packages/runtime/dist/index.js') => ({
  name: `@interlocked/runtime: ${name}`,
  path,
  import: `{ ${name} }`,
  gzip: true,
  limit,
});

export default [
  part('Mutex', '1 kB'),
  part('KeyedMutex', '2 kB'),
  // Of these, 0.8 kB are the one doorbell that a thread's asynchronous waits share.
  part('AtomicCounter', '5 kB', 'packages/runtime/dist/shared.js'),
  part('SharedQueue', '6 kB', 'packages/runtime/dist/shared.js'),
  {
    name: '@interlocked/runtime: everything',
    path: 'packages/runtime/dist/index.js',
    gzip: true,
    limit: '17 kB',
  },
  // Eleven rules, 28 data and 10 lock libraries, functions of other files; 43 kB are the SQL parser. No browser loads it.
  {
    name: '@interlocked/eslint-plugin, with its dependencies',
    path: 'packages/eslint-plugin/dist/index.js',
    gzip: true,
    limit: '210 kB',
    modifyEsbuildConfig: (config) => ({ ...config, platform: 'node' }),
  },
];
