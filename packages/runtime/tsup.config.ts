import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    shared: 'src/shared.ts',
    testing: 'src/testing/index.ts',
    'testing-register': 'src/testing/awaits/register.ts',
    'testing-node-hooks': 'src/testing/awaits/node-hooks.ts',
    'testing-vite': 'src/testing/awaits/vite.ts',
    'testing-jest': 'src/testing/awaits/jest.ts',
    'async-mutex': 'src/async-mutex/index.ts',
    'web-locks': 'src/web-locks/index.ts',
    diagnostics: 'src/diagnostics/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: { compilerOptions: { composite: false, ignoreDeprecations: '6.0', stripInternal: true } },
  clean: true,
  splitting: true,
  // `import.meta.url` of CommonJS.
  shims: true,
  treeshake: true,
});
