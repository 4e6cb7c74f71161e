import { describe, expect, it } from 'vitest';

import { HELP, readOptions, UsageError } from '../src/options.js';

describe('readOptions', () => {
  it.each([
    { args: [], options: { help: false, requests: 300 } },
    { args: ['--help'], options: { help: true, requests: 300 } },
    {
      args: ['--requests', '20', '--port=5555'],
      options: { help: false, requests: 20, port: 5555 },
    },
  ])('reads $args', ({ args, options }) => {
    expect(readOptions(args)).toEqual(options);
  });

  it.each([
    {
      args: ['--requests', '19'],
      says: '--requests is "19"; give it a whole number from 20 to 2000.',
    },
    { args: ['--requests', '1e9'], says: '--requests is "1e9"' },
    { args: ['--requests', ''], says: '--requests is ""' },
    { args: ['--port', '0'], says: '--port is "0"; give it a whole number from 1 to 65535.' },
    { args: ['--port', 'pg'], says: '--port is "pg"' },
    { args: ['--ports', '1'], says: "Unknown option '--ports'" },
    { args: ['now'], says: '--help' },
  ])('turns down $args', ({ args, says }) => {
    expect(() => readOptions(args)).toThrow(UsageError);
    expect(() => readOptions(args)).toThrow(says);
  });

  it('has every option in its help', () => {
    for (const name of ['--requests', '--port', '--help']) expect(HELP).toContain(name);
  });
});
