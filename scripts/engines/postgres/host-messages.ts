import type { ClusterOptions, Connection } from './cluster.js';
import type { StartErrorCode } from './start-error.js';

/** What the starter tells the process that hosts PostgreSQL. */
export type ToHost =
  { readonly type: 'start'; readonly options: ClusterOptions } | { readonly type: 'stop' };

/** What that process answers. */
export type FromHost =
  | { readonly type: 'ready'; readonly connection: Connection }
  | { readonly type: 'failed'; readonly code: StartErrorCode; readonly message: string };
