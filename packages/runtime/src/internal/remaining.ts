/** `options` with what is left of their `timeoutMs`, so that one bounds several waits together. */
export function toRemaining<O extends { readonly timeoutMs?: number | undefined }>(
  options: O | undefined,
  startedAtMs: number,
): O | undefined {
  if (options?.timeoutMs === undefined) return options;
  const leftMs = options.timeoutMs - (performance.now() - startedAtMs);
  return { ...options, timeoutMs: Math.max(0, leftMs) };
}
