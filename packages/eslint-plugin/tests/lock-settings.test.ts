import { describe, expect, test } from 'vitest';
import { checkSpecifiers } from '../src/settings/check-specifiers.js';
import { SettingsError } from '../src/settings/settings-error.js';
import { settingsOf } from '../src/settings/settings-of.js';
import { FIXTURES } from './harness/fixture.js';
import { lint } from './harness/lint.js';

const update = (open: string, close: string): string => `import { User } from './models.js';
  import { turnstile, inTurn, takeTurn, Turnstile } from './turns.js';
  const own = new Turnstile();
  export async function double(id: number) {
    ${open}
      const user = (await User.findByPk(id))!;
      user.points = user.points * 2;
      await user.save();
    ${close}
  }`;

const rulesOn = (text: string, locks: unknown[] = []): string[] => {
  const settings = { interlocked: { locks } };
  return lint(text, { filename: 'src/a.ts', settings }).map(({ ruleId }) => ruleId ?? '');
};

describe('settings.interlocked.locks', () => {
  test.each([
    ['a variable', 'await turnstile.acquire();', 'turnstile.release();', 'turnstile'],
    ['a function with a callback', 'await inTurn(id, async () => {', '});', 'inTurn'],
    ['a function that takes it', 'await takeTurn(id);', '', 'takeTurn'],
    ['a class', 'await own.acquire();', 'own.release();', 'Turnstile'],
  ])('%s that is named there is a guard', (_what, open, close, name) => {
    const text = update(open, close);
    expect(rulesOn(text)).toEqual(['@interlocked/no-lost-update']);
    expect(rulesOn(text, [name])).not.toContain('@interlocked/no-lost-update');
    expect(rulesOn(text, [{ from: 'package', name, package: 'esquery' }])).toEqual([
      '@interlocked/no-lost-update',
    ]);
  });

  test('the rules on locks look at it too', () => {
    const text = `export async function f(turnstile, work) {
      await turnstile.acquire();
      await work();
      turnstile.release();
    }`;
    expect(rulesOn(text)).toEqual([]);
    expect(rulesOn(text, ['turnstile'])).toEqual(['@interlocked/no-unreleased-lock']);
  });
});

describe('a lock or a store that is not there', () => {
  const check = (interlocked: object): void =>
    checkSpecifiers(settingsOf({ interlocked }), FIXTURES);

  test.each([
    [
      { locks: [{ from: 'file', name: 'Usr', path: 'libraries/sequelize/models.d.ts' }] },
      'settings.interlocked.locks[0] names "Usr", which libraries/sequelize/models.d.ts does not declare; did you mean "User"?',
    ],
    [
      { stores: [{ from: 'file', name: 'User', path: 'libraries/sequelize/model.d.ts' }] },
      'settings.interlocked.stores[0] names the file libraries/sequelize/model.d.ts, which is not there; did you mean "models.d.ts"?',
    ],
    [
      { locks: ['any', { from: 'package', name: 'closestt', package: 'fastest-levenshtein' }] },
      /locks\[1\] names "closestt", which fastest-levenshtein does not declare; did you mean "closest"\?/,
    ],
  ])('%j is an error that names the nearest one', (settings, message) => {
    expect(() => check(settings)).toThrow(SettingsError);
    expect(() => check(settings)).toThrow(message);
  });

  test('what is there is none', () => {
    const path = 'libraries/sequelize/models.d.ts';
    check({
      locks: [{ from: 'package', name: 'closest', package: 'fastest-levenshtein' }, 'withLock'],
      stores: [
        { from: 'file', name: ['User', 'Order'], path },
        { from: 'lib', name: 'Cache' },
      ],
    });
  });

  test('a package is looked for among those that are installed', () => {
    const settings = settingsOf({
      interlocked: { locks: [{ from: 'package', name: 'Mutex', package: 'picomatchh' }] },
    });
    expect(() => checkSpecifiers(settings, `${FIXTURES}/..`)).toThrow(
      'settings.interlocked.locks[0] names the package "picomatchh", which is not installed; did you mean "picomatch"?',
    );
  });

  test('the linter stops with it', () => {
    const locks = [{ from: 'file', name: 'Usr', path: 'libraries/sequelize/models.d.ts' }];
    expect(() => rulesOn('await f();', locks)).toThrow(/did you mean "User"/);
  });
});
