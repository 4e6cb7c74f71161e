import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Plugin } from '../src/plugin.js';

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  version: string;
  dependencies: Record<string, string>;
};
const require = createRequire(import.meta.url);

describe('the built package', () => {
  test('require() gives the plugin itself', () => {
    const plugin = require('@interlocked/eslint-plugin') as Plugin;
    expect(plugin.meta).toEqual({
      name: '@interlocked/eslint-plugin',
      version: manifest.version,
      namespace: '@interlocked',
    });
    expect(plugin.configs.recommended.plugins['@interlocked']).toBe(plugin);
    expect(plugin).not.toHaveProperty('default');
  });

  test('import gives the plugin by default', async () => {
    // Not a literal, so that types need no build.
    const entry: string = '@interlocked/eslint-plugin';
    const { default: plugin } = (await import(entry)) as { default: Plugin };
    expect(plugin.meta.version).toBe(manifest.version);
    expect(Object.keys(plugin.rules)).not.toEqual([]);
  });

  test('loads nothing at run time but what it depends on, and never TypeScript', () => {
    const files = readdirSync(DIST).filter((name) => /\.c?js$/.test(name));
    const loaded = files.flatMap((name) => modulesIn(readFileSync(path.join(DIST, name), 'utf8')));
    const packages = new Set(loaded.filter((name) => !name.startsWith('.')).map(packageOf));
    const allowed = new Set([...Object.keys(manifest.dependencies), 'fs', 'path']);
    expect([...packages].filter((name) => !allowed.has(name))).toEqual([]);
    expect([...packages].filter((name) => FORBIDDEN.test(name))).toEqual([]);
  });

  test.each(['index.d.ts', 'index.d.cts'])('%s needs no types of other packages', (name) => {
    expect(modulesIn(readFileSync(path.join(DIST, name), 'utf8'))).toEqual([]);
  });

  test('loads in a process where TypeScript cannot be loaded', () => {
    const script = `
      const { Module } = require('node:module');
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (${String(FORBIDDEN)}.test(name)) throw new Error('loads ' + name);
        return load(name, ...rest);
      };
      console.log(Object.keys(require('@interlocked/eslint-plugin').rules).length);
    `;
    const output = execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
    expect(Number(output)).toBeGreaterThan(0);
  });
});

const FORBIDDEN = /^(?:typescript|ts-api-utils|@typescript-eslint\/.*)$/;

/** What the code asks for; a type that a repair writes is a text of its own. */
function modulesIn(code: string): string[] {
  const found = code.matchAll(
    /(?:\bfrom\s*|(?<!["'`])\bimport\s*\(?\s*|\brequire\(\s*)(['"])([^'"\n]+)\1/g,
  );
  return [...found].map((match) => match[2] ?? '').filter((name) => /^[\w@./:-]+$/.test(name));
}

function packageOf(name: string): string {
  return name.startsWith('node:')
    ? name.slice(5)
    : name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
}
