import { findProgram } from './find-program.js';

/** The Firefox that `npm run test:browser` drives if there is one; `INTERLOCKED_FIREFOX` names another. */
export function findFirefox(): string | undefined {
  return process.env['INTERLOCKED_FIREFOX'] ?? findProgram('firefox-esr', 'firefox');
}
