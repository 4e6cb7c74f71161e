// Who may import whom; the picture is in CONTRIBUTING.md. `npm run check:layers` fails on a breach.

const PLUGIN = '^packages/eslint-plugin/src/';
const RUNTIME = '^packages/runtime/src/';
const TESTS = '\\.(test|laws|bench)\\.ts$';

const plugin = (...layers) => layers.map((layer) => `${PLUGIN}${layer}(/|\\.ts$)`);

/** Not by the name of a package. */
const byPath = { dependencyTypes: ['local'], dependencyTypesNot: ['aliased-workspace'] };

/** A layer of the plugin may import itself, these layers, and nothing else of `src`. */
const layer = (name, ...below) => ({
  name: `plugin-${name}-imports-up`,
  comment: `${name} may import ${below.length > 0 ? below.join(', ') : 'no other layer'} only.`,
  severity: 'error',
  from: { path: plugin(name), pathNot: TESTS },
  to: { path: PLUGIN, pathNot: plugin(name, ...below) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('syntax'),
    layer('flow', 'syntax'),
    layer('effects', 'flow', 'syntax'),
    layer('libraries', 'effects', 'flow', 'syntax'),
    layer('analyses', 'effects', 'flow', 'syntax'),
    layer('repairs', 'analyses', 'effects', 'flow', 'syntax'),
    layer('settings', 'libraries', 'effects', 'flow', 'syntax'),
    layer('rules', 'settings', 'repairs', 'analyses', 'libraries', 'effects', 'flow', 'syntax'),
    {
      name: 'runtime-src-imports-conformance',
      comment: 'A primitive must not know how its laws are proved.',
      severity: 'error',
      from: { path: RUNTIME },
      to: { path: '^packages/runtime/conformance/' },
    },
    {
      name: 'runtime-src-imports-bench',
      comment: 'Only a benchmark may know how it is measured.',
      severity: 'error',
      from: { path: RUNTIME, pathNot: '\\.bench\\.ts$' },
      to: { path: '^packages/runtime/bench/' },
    },
    {
      name: 'runtime-primitive-imports-insides',
      comment: 'A primitive imports internal/, and of another primitive only <name>/<name>.ts.',
      severity: 'error',
      from: { path: `${RUNTIME}([^/]+)/`, pathNot: TESTS },
      to: {
        path: `${RUNTIME}[^/]+/`,
        pathNot: [`${RUNTIME}$1/`, `${RUNTIME}internal/`, `${RUNTIME}([^/]+)/\\1\\.ts$`],
      },
    },
    {
      name: 'runtime-internal-imports-primitive',
      comment: 'internal/ is what primitives stand on, so it knows none of them.',
      severity: 'error',
      from: { path: `${RUNTIME}internal/`, pathNot: TESTS },
      to: { path: `${RUNTIME}[^/]+/`, pathNot: `${RUNTIME}internal/` },
    },
    {
      name: 'runtime-imports-entry',
      comment: 'Entries are for users; inside, import the file that has the thing.',
      severity: 'error',
      from: { path: `${RUNTIME}[^/]+/`, pathNot: TESTS },
      to: { path: `${RUNTIME}(index|shared)\\.ts$` },
    },
    {
      name: 'dist-by-path',
      comment: 'Import the package by its name, as users do.',
      severity: 'error',
      from: {},
      to: { path: '^packages/[^/]+/dist/', ...byPath },
    },
    {
      name: 'across-packages-by-path',
      comment: 'Import the other package by its name.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', ...byPath },
    },
    {
      name: 'cycle',
      comment:
        'Files that need each other to load break on the order of loading: cut one import. ' +
        'A cycle closed by `import type` is fine: recursive types are.',
      severity: 'error',
      // The interpreter in effects is one recursion over the tree, cut into files: an expression
      // holds calls, a call runs a body, and a body holds expressions.
      from: { pathNot: `${PLUGIN}effects/` },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'unresolvable',
      comment: 'An import that leads nowhere cannot be judged by any rule here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, path: '^\\.' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: {
      path: ['/fixtures/', '/proof/programs/', '/\\.tsbuild/', 'docs/\\.vitepress/(cache|dist)'],
    },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
