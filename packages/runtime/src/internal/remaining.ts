/** `options` with what is left of their `timeoutMs`, so that one bounds several waits together. */
export function toRemaining<O extends { readonly timeoutMs?: number | undefined }>(
  options: O | undefined,
  startedAtMs: number,
): O | undefined {
  // A mistaken one is left as it is, for whoever checks it.
  if (typeof options?.timeoutMs !== 'number' || !(options.timeoutMs >= 0)) return options;
  const leftMs = options.timeoutMs - (performance.now() - startedAtMs);
  return { ...options, timeoutMs: Math.max(0, leftMs) };
}
