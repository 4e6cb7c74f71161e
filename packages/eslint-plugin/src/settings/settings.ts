import type { Database } from '../effects/isolation.js';
import type { Library } from '../effects/library.js';
import type { LockLibrary } from '../effects/locks/lock-library.js';

export const DEPLOYMENTS = ['single-process', 'multi-process'] as const;

/** A type or value by name, as typescript-eslint's rules take it. */
export type TypeOrValueSpecifier =
  | string
  | { readonly from: 'file'; readonly name: string | readonly string[]; readonly path?: string }
  | { readonly from: 'lib'; readonly name: string | readonly string[] }
  | {
      readonly from: 'package';
      readonly name: string | readonly string[];
      readonly package: string;
    };

/** `settings.interlocked`, shared by all rules. */
export interface Settings {
  /** Descriptions of further data and lock libraries. */
  readonly libraries: readonly (Library | LockLibrary)[];
  /** Whether several processes serve the same stores, so that a lock in memory protects nothing. */
  readonly deployment: (typeof DEPLOYMENTS)[number];
  /** The engine behind the data library, where the imports do not tell. */
  readonly database?: Database;
  readonly locks: readonly TypeOrValueSpecifier[];
  readonly stores: readonly TypeOrValueSpecifier[];
  /** Globs of files in which no rule looks. */
  readonly ignoreFiles: readonly string[];
}
