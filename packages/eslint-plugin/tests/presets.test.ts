import type { ESLint, Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, test } from 'vitest';
import plugin from '../src/index.js';

const { recommended, strict, off } = plugin.configs;
const names = Object.keys(plugin.rules).map((name) => `@interlocked/${name}`);

describe('presets', () => {
  test.each([
    ['recommended', recommended],
    ['strict', strict],
    ['off', off],
  ])('%s registers the plugin, names every rule, and turns the core rule off', (name, preset) => {
    expect(preset.name).toBe(`@interlocked/${name}`);
    expect(preset.plugins['@interlocked']).toBe(plugin);
    expect(Object.keys(preset.rules).sort()).toEqual([...names, 'require-atomic-updates'].sort());
    expect(preset.rules['require-atomic-updates']).toBe('off');
  });

  test('off turns everything off, strict everything on', () => {
    expect(names.map((name) => off.rules[name])).toEqual(names.map(() => 'off'));
    const severities = names.map((name) => [strict.rules[name]].flat()[0]);
    expect(severities).toEqual(names.map(() => 'error'));
  });

  test('the presets for .eslintrc hold the same rules', () => {
    expect(plugin.configs['legacy-recommended'].rules).toEqual(recommended.rules);
    expect(plugin.configs['legacy-strict'].rules).toEqual(strict.rules);
  });

  test('plugin and presets are what ESLint takes, by type and at run time', () => {
    const asPlugin: ESLint.Plugin = plugin;
    const configs: Linter.Config[] = defineConfig(
      { plugins: { mine: asPlugin } },
      plugin.configs.recommended,
      { files: ['src/**'], extends: [plugin.configs.strict] },
    );
    const registered = configs.flatMap((config) => Object.keys(config.plugins ?? {}));
    expect(registered).toEqual(['mine', '@interlocked', '@interlocked']);
  });
});
