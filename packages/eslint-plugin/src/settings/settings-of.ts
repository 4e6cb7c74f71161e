import { checkSettings } from './check-settings.js';
import type { Settings } from './settings.js';

const DEFAULTS: Settings = {
  libraries: [],
  deployment: 'single-process',
  locks: [],
  stores: [],
  ignoreFiles: [],
};

const seen = new WeakMap<object, Settings>();

/**
 * The settings of the plugin within the settings of an ESLint configuration.
 *
 * - **Errors:** a key or a value that is not known throws a `SettingsError` that names it and the
 *   nearest one that is.
 * - **Cost:** checked once per settings object.
 */
export function settingsOf(eslintSettings: Readonly<Record<string, unknown>>): Settings {
  const given = eslintSettings['interlocked'];
  if (given === undefined) return DEFAULTS;
  const known = typeof given === 'object' && given !== null ? seen.get(given) : undefined;
  if (known) return known;
  const settings = { ...DEFAULTS, ...checkSettings(given) };
  seen.set(given as object, settings);
  return settings;
}
