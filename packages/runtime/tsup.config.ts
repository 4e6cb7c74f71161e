import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', shared: 'src/shared.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: { compilerOptions: { composite: false, ignoreDeprecations: '6.0' } },
  clean: true,
  splitting: true,
  treeshake: true,
});
