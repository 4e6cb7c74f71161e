import { closest } from 'fastest-levenshtein';
import { SettingsError } from './settings-error.js';

/** Throws a `SettingsError` about the value at `path` if it is not what it must be. */
export type Check = (path: string, value: unknown) => void;

/** An object with known keys, of which some must be there. */
export function objectOf(
  what: string,
  checks: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
): Check {
  return (path, value) => {
    if (!isRecord(value)) throw wrongType(path, what, value);
    for (const [key, entry] of Object.entries(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      if (!check) throw unknown(`${path} has the unknown key`, key, Object.keys(checks));
      if (entry !== undefined) check(`${path}.${key}`, entry);
    }
    for (const key of required) checks[key]?.(`${path}.${key}`, value[key]);
  };
}

export function listOf(check: Check): Check {
  return (path, value) => {
    if (!Array.isArray(value)) throw wrongType(path, 'an array', value);
    value.forEach((entry, i) => check(`${path}[${i}]`, entry));
  };
}

/** An object with keys of the user's own. */
export function recordOf(check: Check): Check {
  return (path, value) => {
    if (!isRecord(value)) throw wrongType(path, 'an object', value);
    for (const [key, entry] of Object.entries(value)) check(`${path}.${key}`, entry);
  };
}

/** One, or a list of them. */
export function someOf(check: Check): Check {
  return (path, value) => (Array.isArray(value) ? listOf(check) : check)(path, value);
}

export function oneOf(choices: readonly string[]): Check {
  return (path, value) => {
    if (typeof value !== 'string') throw wrongType(path, 'a string', value);
    if (!choices.includes(value)) throw unknown(`${path} has the unknown value`, value, choices);
  };
}

export function text(path: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') throw wrongType(path, 'a non-empty string', value);
}

/** Text that may be empty. */
export function anyText(path: string, value: unknown): void {
  if (typeof value !== 'string') throw wrongType(path, 'a string', value);
}

export function flag(path: string, value: unknown): void {
  if (typeof value !== 'boolean') throw wrongType(path, 'true or false', value);
}

export function integer(path: string, value: unknown): void {
  if (!Number.isInteger(value)) throw wrongType(path, 'an integer', value);
}

export function pattern(path: string, value: unknown): void {
  if (!(value instanceof RegExp)) throw wrongType(path, 'a regular expression', value);
}

export function textOrPattern(path: string, value: unknown): void {
  if (!(value instanceof RegExp)) text(path, value);
}

/** Functions from text to text, which only a run of the rule can try. */
export function functions(path: string, value: unknown): void {
  if (!isRecord(value)) throw wrongType(path, 'an object', value);
}

export function unknown(what: string, value: string, choices: readonly string[]): SettingsError {
  return new SettingsError(
    `${what} "${value}"; did you mean "${closest(value, choices)}"? Known: ${choices.join(', ')}.`,
  );
}

export function wrongType(path: string, wanted: string, value: unknown): SettingsError {
  if (value === undefined) return new SettingsError(`${path} is missing; it must be ${wanted}.`);
  const got = value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;
  return new SettingsError(`${path} must be ${wanted}, but is ${got}: ${JSON.stringify(value)}.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
