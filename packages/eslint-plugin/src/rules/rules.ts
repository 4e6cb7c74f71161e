import type { Rule } from './create-rule.js';
import { noCheckAwaitSet } from './no-check-await-set.js';
import { noCheckThenCreate } from './no-check-then-create.js';
import { noGuardOutsideWrite } from './no-guard-outside-write.js';
import { noFloatingCriticalSection } from './no-floating-critical-section.js';
import { noIneffectiveLock } from './no-ineffective-lock.js';
import { noLostUpdate } from './no-lost-update.js';
import { noNestedLock } from './no-nested-lock.js';
import { noNonatomicSharedMemory } from './no-nonatomic-shared-memory.js';
import { noReadAwaitWrite } from './no-read-await-write.js';
import { noStaleWriteBack } from './no-stale-write-back.js';
import { noUnreleasedLock } from './no-unreleased-lock.js';

export type Severity = 'off' | 'warn' | 'error';

/** A rule, and how severe each preset takes it. */
export interface Listed {
  readonly rule: Rule;
  readonly recommended: Severity;
  readonly strict: Severity;
}

/** Every rule of the plugin, by name. */
export const RULES = {
  'no-lost-update': listed(noLostUpdate, 'error', 'error'),
  'no-stale-write-back': listed(noStaleWriteBack, 'warn', 'error'),
  'no-check-then-create': listed(noCheckThenCreate, 'error', 'error'),
  'no-guard-outside-write': listed(noGuardOutsideWrite, 'warn', 'error'),
  'no-read-await-write': listed(noReadAwaitWrite, 'error', 'error'),
  'no-check-await-set': listed(noCheckAwaitSet, 'warn', 'error'),
  'no-ineffective-lock': listed(noIneffectiveLock, 'error', 'error'),
  'no-unreleased-lock': listed(noUnreleasedLock, 'error', 'error'),
  'no-floating-critical-section': listed(noFloatingCriticalSection, 'error', 'error'),
  'no-nested-lock': listed(noNestedLock, 'warn', 'error'),
  'no-nonatomic-shared-memory': listed(noNonatomicSharedMemory, 'error', 'error'),
} satisfies Record<string, Listed>;

function listed(rule: Rule, recommended: Severity, strict: Severity): Listed {
  return { rule, recommended, strict };
}
