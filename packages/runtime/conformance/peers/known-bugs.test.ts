import { afterAll, describe, expect, it } from 'vitest';
import * as runtime from '../../src/index.js';
import { MutatedSource } from '../mutation/mutated-source.js';
import { knownBugs } from './known-bugs.js';

const source = new MutatedSource();
afterAll(() => source.remove());

describe.each(knownBugs)('$name', ({ name, check, planted }) => {
  it('does not happen', () => check(runtime));

  it('is noticed once it is planted', async () => {
    const mutant = { name, caughtBy: name, ...planted };
    const broken = (await source.load(mutant, 'index')) as typeof runtime;
    await expect(Promise.resolve(broken).then(check)).rejects.toThrow();
  });
});
