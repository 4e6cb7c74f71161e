import type { RuleOptions } from './rules/create-rule.js';
import { type Listed, RULES, type Severity } from './rules/rules.js';

/** The key under which a flat configuration registers the plugin. */
export const NAMESPACE = '@interlocked';

/** What a configuration says of a rule. */
export type RuleEntry = Severity | [Severity, RuleOptions];

/** One object of a flat configuration. */
export interface Preset {
  name: string;
  plugins: Record<typeof NAMESPACE, object>;
  rules: Record<string, RuleEntry>;
}

/** One object of an `.eslintrc` configuration. */
export interface LegacyPreset {
  plugins: string[];
  rules: Record<string, RuleEntry>;
}

/** A type and not an interface, for ESLint takes a record of presets. */
export type Presets = {
  recommended: Preset;
  strict: Preset;
  off: Preset;
  'legacy-recommended': LegacyPreset;
  'legacy-strict': LegacyPreset;
};

export function createConfigs(plugin: object): Presets {
  const flat = (name: string, rules: Record<string, RuleEntry>): Preset => ({
    name: `${NAMESPACE}/${name}`,
    plugins: { [NAMESPACE]: plugin },
    rules,
  });
  const recommended = severities('recommended');
  const strict = severities('strict');
  return {
    recommended: flat('recommended', recommended),
    strict: flat('strict', strict),
    off: flat('off', severities('off')),
    'legacy-recommended': { plugins: [NAMESPACE], rules: recommended },
    'legacy-strict': { plugins: [NAMESPACE], rules: strict },
  };
}

/** Core's `require-atomic-updates` asks another question, with much noise: every preset turns it off. */
function severities(preset: 'recommended' | 'strict' | 'off'): Record<string, RuleEntry> {
  const rules: Record<string, RuleEntry> = { 'require-atomic-updates': 'off' };
  for (const [name, listed] of Object.entries<Listed>(RULES)) {
    rules[`${NAMESPACE}/${name}`] = entryOf(listed, preset);
  }
  return rules;
}

function entryOf(listed: Listed, preset: 'recommended' | 'strict' | 'off'): RuleEntry {
  if (preset === 'strict') return [listed.strict, { strict: true }];
  return preset === 'off' ? 'off' : listed.recommended;
}
