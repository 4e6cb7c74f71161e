import { everyAwait } from '@interlocked/runtime/testing/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: process.env['WITHOUT_PLUGIN'] ? [] : [everyAwait()],
});
