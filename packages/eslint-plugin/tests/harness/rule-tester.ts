import { RuleTester } from '@typescript-eslint/rule-tester';
import { afterAll, describe, it } from 'vitest';

process.env['INTERLOCKED_THROW'] = '1';
RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** Static tables of a rule's cases, without types. */
export const ruleTester = new RuleTester();
