import { closest } from 'fastest-levenshtein';
import { DATABASES, DEPLOYMENTS, type Settings } from './settings.js';
import { SettingsError } from './settings-error.js';

/** The value as settings, or a `SettingsError` about the first thing in it that is not known. */
export function checkSettings(value: unknown): Partial<Settings> {
  if (!isRecord(value)) throw wrongType('settings.interlocked', 'an object', value);
  for (const [key, entry] of Object.entries(value)) {
    const check = Object.hasOwn(CHECKS, key) ? CHECKS[key] : undefined;
    if (!check) throw unknown('settings.interlocked has the unknown key', key, Object.keys(CHECKS));
    if (entry !== undefined) check(`settings.interlocked.${key}`, entry);
  }
  return value;
}

type Check = (path: string, value: unknown) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  libraries: listOf(checkLibrary),
  deployment: oneOf(DEPLOYMENTS),
  database: oneOf(DATABASES),
  locks: listOf(checkSpecifier),
  stores: listOf(checkSpecifier),
  ignoreFiles: listOf(checkText),
};

function listOf(check: Check): Check {
  return (path, value) => {
    if (!Array.isArray(value)) throw wrongType(path, 'an array', value);
    value.forEach((entry, i) => check(`${path}[${i}]`, entry));
  };
}

function oneOf(choices: readonly string[]): Check {
  return (path, value) => {
    if (typeof value !== 'string') throw wrongType(path, 'a string', value);
    if (!choices.includes(value)) throw unknown(`${path} has the unknown value`, value, choices);
  };
}

function checkText(path: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw wrongType(path, 'a non-empty string', value);
}

function checkLibrary(path: string, value: unknown): void {
  if (!isRecord(value)) throw wrongType(path, 'a library from defineLibrary()', value);
  checkText(`${path}.name`, value['name']);
}

const SPECIFIER_KEYS: Readonly<Record<string, readonly string[]>> = {
  file: ['from', 'name', 'path'],
  lib: ['from', 'name'],
  package: ['from', 'name', 'package'],
};

function checkSpecifier(path: string, value: unknown): void {
  if (!isRecord(value)) return checkText(path, value);
  oneOf(Object.keys(SPECIFIER_KEYS))(`${path}.from`, value['from']);
  const keys = SPECIFIER_KEYS[String(value['from'])] ?? [];
  const extra = Object.keys(value).find((key) => !keys.includes(key));
  if (extra !== undefined) throw unknown(`${path} has the unknown key`, extra, keys);
  const names: unknown[] = [value['name']].flat();
  names.forEach((name) => checkText(`${path}.name`, name));
  if (value['from'] === 'package') checkText(`${path}.package`, value['package']);
}

function unknown(what: string, value: string, choices: readonly string[]): SettingsError {
  return new SettingsError(
    `${what} "${value}"; did you mean "${closest(value, choices)}"? Known: ${choices.join(', ')}.`,
  );
}

function wrongType(path: string, wanted: string, value: unknown): SettingsError {
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
  return new SettingsError(`${path} must be ${wanted}, but is ${got}: ${JSON.stringify(value)}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
