import { createConfigs, type Presets } from './configs.js';
import { RULES } from './rules/rules.js';
import { version } from './version.js';

/** A rule as ESLint takes it; what is inside is ESLint's business. */
export interface PluginRule {
  readonly meta: {
    readonly type: 'problem';
    readonly docs: { readonly description: string; readonly url: string };
    readonly fixable: 'code';
    readonly hasSuggestions: true;
    readonly messages: Record<string, string>;
    readonly schema: object[];
    readonly defaultOptions: [object];
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as ESLint types its listeners
  create(context: never): Record<string, (...args: any[]) => void>;
}

/** `@interlocked/eslint-plugin`. */
export interface Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, PluginRule>;
  configs: Presets;
}

export function createPlugin(): Plugin {
  const rules = Object.entries(RULES).map(([name, { rule }]) => [name, rule]);
  const plugin = {
    meta: { name: '@interlocked/eslint-plugin', version, namespace: '@interlocked' },
    rules: Object.fromEntries(rules) as Plugin['rules'],
  };
  return Object.assign(plugin, { configs: createConfigs(plugin) });
}
