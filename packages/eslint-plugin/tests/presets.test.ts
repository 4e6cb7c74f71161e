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
    expect(names.map((name) => strict.rules[name])).toEqual(names.map(() => 'error'));
  });

  test('the presets for .eslintrc hold the same rules', () => {
    expect(plugin.configs['legacy-recommended'].rules).toEqual(recommended.rules);
    expect(plugin.configs['legacy-strict'].rules).toEqual(strict.rules);
  });
});
