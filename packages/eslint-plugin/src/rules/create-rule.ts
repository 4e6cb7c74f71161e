import type { TSESLint } from '@typescript-eslint/utils';
import { isSound } from '../repairs/is-sound.js';
import type { Repair, RepairKind } from '../repairs/repair.js';
import { alone, toFix } from '../syntax/edit.js';
import { outermostFunction } from '../syntax/enclosing.js';
import { checkSpecifiers } from '../settings/check-specifiers.js';
import { lockLibrariesOf } from '../settings/libraries-of.js';
import { settingsOf } from '../settings/settings-of.js';
import { isIgnored } from '../settings/is-ignored.js';
import { guardListeners } from './guard-listeners.js';
import { isMinified } from './is-minified.js';
import { isQuiet } from './is-quiet.js';

/** Where the page of a rule lives. */
export const DOCS_BASE = 'https://interlocked.dev/rules/';

export interface RuleOptions {
  /** The kind of repair that `eslint --fix` makes by itself. */
  readonly fix?: RepairKind;
  /** Whether to report also what runs alone: scripts, tests and migrations. */
  readonly strict?: boolean;
}

export interface RuleDocs {
  readonly description: string;
  readonly url: string;
}

export type RuleContext<Id extends string> = Readonly<
  TSESLint.RuleContext<Id | 'repair', [RuleOptions?]>
>;

export type Rule = TSESLint.RuleModule<string, [RuleOptions?], RuleDocs>;

export interface RuleSpec<Id extends string> {
  readonly name: string;
  readonly meta: {
    readonly type: 'problem';
    readonly docs: { readonly description: string };
    /** `[optionsOf(...)]` with the kinds of repair that the rule may offer. */
    readonly schema: [ReturnType<typeof optionsOf>];
    readonly defaultOptions: [RuleOptions];
    readonly messages: Readonly<Record<Id, string>>;
  };
  /** Whether the file may hold what the rule looks for; without it, whether anything can race. */
  readonly mayConcern?: (context: RuleContext<Id>) => boolean;
  readonly create: (context: RuleContext<Id>) => TSESLint.RuleListener;
}

/** What a rule found at one place, told by `messageId` and `data`, with its repairs, best first. */
export interface Finding<Id extends string> {
  readonly messageId: Id;
  readonly data?: Readonly<Record<string, string | number>>;
  /** The narrow place, so that the editor shows the repair where the cursor is. */
  readonly range: readonly [start: number, end: number];
  readonly repairs: readonly Repair[];
}

export function createRule<Id extends string>({
  name,
  meta,
  mayConcern = mayRace,
  create,
}: RuleSpec<Id>): Rule {
  const messages: Record<string, string> = { ...meta.messages, repair: '{{ label }}' };
  return {
    meta: {
      ...meta,
      docs: { ...meta.docs, url: DOCS_BASE + name },
      fixable: 'code',
      hasSuggestions: true,
      messages,
    },
    create(context) {
      const settings = settingsOf(context.settings);
      checkSpecifiers(settings, context.cwd);
      if (!mayConcern(context) || isMinified(context.sourceCode)) return {};
      if (isIgnored(context.filename, context.cwd, settings.ignoreFiles)) return {};
      return guardListeners(() => create(context));
    },
  };
}

function mayRace({ sourceCode, settings }: RuleContext<string>): boolean {
  return !isQuiet(sourceCode, lockLibrariesOf(settingsOf(settings)));
}

/** The schema of the options; `repairs` are the kinds that `fix` may name. */
export function optionsOf(...repairs: readonly RepairKind[]) {
  return {
    type: 'object' as const,
    description: 'What to report, and which repairs to make without being asked.',
    properties: {
      ...(repairs.length > 0 && {
        fix: {
          type: 'string' as const,
          description: 'The kind of repair that `eslint --fix` makes.',
          enum: [...repairs],
          // ESLint's message of an `enum` does not say what is allowed; this one does, and comes first.
          pattern: `^(${repairs.join('|')})$`,
        },
      }),
      strict: {
        type: 'boolean' as const,
        description: 'Whether to report scripts, tests and migrations too.',
      },
    },
    additionalProperties: false,
  };
}

/** Reports the finding with its sound repairs as suggestions, and the one the options name as fix. */
export function report<Id extends string>(context: RuleContext<Id>, finding: Finding<Id>): void {
  const { sourceCode } = context;
  const { deployment } = settingsOf(context.settings);
  const repairs = finding.repairs.filter((repair) => {
    // A lock in one process protects nothing from another one.
    const isTooWeak = repair.kind === 'lock' && deployment === 'multi-process';
    return !isTooWeak && isSound(sourceCode, repair);
  });
  const fixKind = context.options[0]?.fix;
  const chosen = fixKind && repairs.find((repair) => repair.kind === fixKind);
  context.report({
    loc: {
      start: sourceCode.getLocFromIndex(finding.range[0]),
      end: sourceCode.getLocFromIndex(finding.range[1]),
    },
    messageId: finding.messageId,
    ...(finding.data && { data: finding.data }),
    fix: chosen ? toFix(alone(chosen.edits, rangeOfNames(sourceCode, finding.range[0]))) : null,
    suggest: repairs.map(({ kind, label, edits }) => ({
      messageId: 'repair',
      data: { label, kind },
      fix: toFix(edits),
    })),
  });
}

/** Where two fixes could give the same name: the function around the place, with all in it. */
function rangeOfNames(source: Readonly<TSESLint.SourceCode>, offset: number) {
  const node = source.getNodeByRangeIndex(offset) ?? source.ast;
  return (outermostFunction(node) ?? node).range;
}
