import { DATABASES } from '../effects/isolation.js';
import { checkLibrary } from './check-library.js';
import { isRecord, listOf, objectOf, oneOf, text, unknown, type Check } from './checks.js';
import { DEPLOYMENTS, type Settings } from './settings.js';

/** The value as settings, or a `SettingsError` about the first thing in it that is not known. */
export function checkSettings(value: unknown): Partial<Settings> {
  settings('settings.interlocked', value);
  return value as Partial<Settings>;
}

const SPECIFIER_KEYS: Readonly<Record<string, readonly string[]>> = {
  file: ['from', 'name', 'path'],
  lib: ['from', 'name'],
  package: ['from', 'name', 'package'],
};

const specifier: Check = (path, value) => {
  if (!isRecord(value)) return text(path, value);
  oneOf(Object.keys(SPECIFIER_KEYS))(`${path}.from`, value['from']);
  const keys = SPECIFIER_KEYS[String(value['from'])] ?? [];
  const extra = Object.keys(value).find((key) => !keys.includes(key));
  if (extra !== undefined) throw unknown(`${path} has the unknown key`, extra, keys);
  const names: unknown[] = [value['name']].flat();
  names.forEach((name) => text(`${path}.name`, name));
  if (value['from'] === 'package') text(`${path}.package`, value['package']);
};

const settings = objectOf('an object', {
  libraries: listOf(checkLibrary),
  deployment: oneOf(DEPLOYMENTS),
  database: oneOf(DATABASES),
  locks: listOf(specifier),
  stores: listOf(specifier),
  ignoreFiles: listOf(text),
});
