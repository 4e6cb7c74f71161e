import { findCheckAwaitSets } from '../analyses/check-await-set.js';
import { findHalfInitialised } from '../analyses/half-initialised.js';
import { targetOf } from '../analyses/memory-target.js';
import { repairsOfCheckAwaitSet } from '../repairs/check-await-set.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';
import { shown } from './shown.js';

export const noCheckAwaitSet = createRule({
  name: 'no-check-await-set',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow setting shared memory after an `await` because of a test before it',
    },
    schema: [optionsOf('promise', 'once', 'single-flight', 'mutex', 'reorder')],
    defaultOptions: [{}],
    messages: {
      twice:
        '`{{ name }}` is tested on line {{ tested }} and set on line {{ written }}, after an `await`; a caller that tests it in between makes a second one, and one of the two is lost.',
      identity:
        '`{{ name }}` is tested on line {{ tested }} and set on line {{ written }}, after an `await`; a caller that tests it in between gets another object, and changes to one of the two are lost.',
      passed:
        '`{{ name }}` is tested on line {{ tested }} but set only on line {{ written }}, after an `await`; every caller in between passes the test too.',
      dropped:
        '`{{ name }}` is tested on line {{ tested }} and cleared on line {{ written }}, after an `await`; a newer one that was set in between is dropped.',
      none: '`{{ name }}` is tested on line {{ tested }} and set on line {{ written }}, after an `await`; every caller in between does the same work again.',
      halfInitialised:
        '`{{ name }}` is set on line {{ written }}, but ready only after the `await` on line {{ ready }}; a caller that finds it in between uses it too early.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      const { sourceCode } = context;
      const nameOf = (node: Parameters<typeof targetOf>[0]): string =>
        shown(targetOf(node), sourceCode);
      for (const race of findCheckAwaitSets(model, context.options[0] ?? {})) {
        report(context, {
          messageId: race.harm,
          range: race.write.node.range,
          data: {
            name: nameOf(race.write),
            tested: lineOf(race.fact.test),
            written: lineOf(race.write.node),
          },
          repairs: repairsOfCheckAwaitSet(race, sourceCode),
        });
      }
      for (const { write, ready } of findHalfInitialised(model, context.options[0] ?? {})) {
        report(context, {
          messageId: 'halfInitialised',
          range: write.node.range,
          data: { name: nameOf(write), written: lineOf(write.node), ready: lineOf(ready) },
          repairs: [],
        });
      }
    },
  }),
});
