import type { TSESLint } from '@typescript-eslint/utils';

import type { StaleWriteBack } from '../analyses/stale-write-backs.js';
import { memberPath } from '../syntax/member-path.js';
import { shown } from './shown.js';

/** The row that is written, as the source calls it: `account` of `accounts.save(account)`. */
export function rowName({ write }: StaleWriteBack, source: Readonly<TSESLint.SourceCode>): string {
  const { call, elsewhere, object, operation, resource } = write;
  const isReceiver = operation?.kind === 'persist' && operation.entity === 'receiver';
  const isPersisted = call && !elsewhere && operation?.kind === 'persist';
  const given = call?.args.find(({ value }) => {
    return [...value.places].some((place) => place.object === object);
  });
  const node = isPersisted && (isReceiver ? call.receiverNode : given?.node);
  return node && memberPath(node) ? shown(node, source) : (resource.model ?? 'row');
}
