import type { TSESLint } from '@typescript-eslint/utils';
import { SettingsError } from '../settings/settings-error.js';

type Listener = (...args: unknown[]) => void;

/**
 * Listeners that are silent where the analysis cannot cope, for bad or half-typed code gets
 * silence and not an exception.
 *
 * - **Errors:** wrong settings are always thrown; with `INTERLOCKED_THROW=1` in the environment
 *   everything is.
 */
export function guardListeners(create: () => TSESLint.RuleListener): TSESLint.RuleListener {
  const listeners = Object.entries(silently(create) ?? {});
  return Object.fromEntries(
    listeners.map(([selector, listener]) => [
      selector,
      (...args: unknown[]) => silently(() => (listener as Listener)(...args)),
    ]),
  );
}

function silently<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof SettingsError || throwsAll()) throw error;
    return undefined;
  }
}

function throwsAll(): boolean {
  return globalThis.process?.env['INTERLOCKED_THROW'] === '1';
}
