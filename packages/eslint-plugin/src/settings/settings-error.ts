/** `settings.interlocked` holds a key or a value that is not known. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'ERR_INTERLOCKED_SETTINGS';
}
