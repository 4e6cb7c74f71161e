const isOn = /\binterlocked\b/.test(globalThis.process?.env?.['DEBUG'] ?? '');

/** Says on standard error what the analysis left out, when `DEBUG` names `interlocked`. */
export function debug(message: string): void {
  if (isOn) process.stderr.write(`interlocked: ${message}\n`);
}
