import { findProgram } from './find-program.js';

/** The browser that `npm run test:browser` drives; `INTERLOCKED_CHROMIUM` names another. */
export function findChromium(): string | undefined {
  return (
    process.env['INTERLOCKED_CHROMIUM'] ??
    findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  );
}
