import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    shared: 'src/shared.ts',
    testing: 'src/testing/index.ts',
    'async-mutex': 'src/async-mutex/index.ts',
    'web-locks': 'src/web-locks/index.ts',
    diagnostics: 'src/diagnostics/index.ts',
  },
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: { compilerOptions: { composite: false, ignoreDeprecations: '6.0', stripInternal: true } },
  clean: true,
  splitting: true,
  treeshake: true,
});
