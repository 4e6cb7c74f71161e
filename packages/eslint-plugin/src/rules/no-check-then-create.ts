import type { TSESLint } from '@typescript-eslint/utils';

import {
  findCheckThenCreates,
  isItem,
  type CheckThenCreate,
} from '../analyses/check-then-create.js';
import { reachesElsewhere } from '../analyses/reaches-elsewhere.js';
import { findSplitUpserts } from '../analyses/split-upserts.js';
import { repairsOfCheckThenCreate } from '../repairs/check-then-create.js';
import { fillUpdate } from '../repairs/inserts/fill-update.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';
import { shown } from './shown.js';

export const noCheckThenCreate = createRule({
  name: 'no-check-then-create',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow creating a row because a read did not find it',
    },
    schema: [optionsOf('upsert', 'lock')],
    defaultOptions: [{}],
    messages: {
      checkThenCreate:
        'Line {{ read }} finds no `{{ model }}` and line {{ written }} creates it; another request that looks in between creates it too.',
      checkThenSet:
        'Line {{ written }} marks `{{ model }}` because of what line {{ read }} found; another request that looks in between marks it too, and both go on.',
      splitUpsert:
        'This `upsert` has nothing to update, so that it looks for a `{{ model }}` first and creates one then; another request that looks in between creates it too.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findCheckThenCreates(model, context.options[0] ?? {})) {
        report(context, {
          messageId: isMark(race.write) ? 'checkThenSet' : 'checkThenCreate',
          range: race.write.node.range,
          data: {
            model: nameOf(race, context.sourceCode),
            read: lineOf(race.read.node),
            written: lineOf(race.write.elsewhere ?? race.write.node),
          },
          repairs: reachesElsewhere(race.write, race.read, race.fact)
            ? []
            : repairsOfCheckThenCreate(race, context.sourceCode),
        });
      }
      for (const write of findSplitUpserts(model, context.options[0] ?? {})) {
        const repair = fillUpdate(write, context.sourceCode);
        report(context, {
          messageId: 'splitUpsert',
          range: write.node.range,
          data: { model: write.resource.model ?? 'row' },
          repairs: repair ? [repair] : [],
        });
      }
    },
  }),
});

function isMark(write: CheckThenCreate['write']): boolean {
  return write.kind === 'put' && !isItem(write);
}

/** The model of what is created; the key that is marked, as written. */
function nameOf({ write }: CheckThenCreate, source: Readonly<TSESLint.SourceCode>): string {
  const isHere = isMark(write) && !write.elsewhere;
  const key = isHere ? write.call?.args[0] : undefined;
  return key ? shown(key.node, source) : (write.resource.model ?? 'row');
}
