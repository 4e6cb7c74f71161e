/**
 * Loaded before the shop: notes every query that succeeded, with the request that sent it, for
 * the timeline.
 *
 * It also ends the shop when the example is gone, so that not even a SIGKILL leaves it running.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { isMainThread } from 'node:worker_threads';

import type pg from 'pg';

/** One query that succeeded, of one request, in milliseconds of the process. */
export interface RecordedQuery {
  readonly request: number;
  readonly route: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly row: Readonly<Record<string, unknown>> | undefined;
  readonly startMs: number;
  readonly endMs: number;
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;
type Result = { rows?: Record<string, unknown>[] } | undefined;
type Callback = (error: unknown, result?: Result) => void;

interface RequestIdentity {
  readonly request: number;
  readonly route: string;
}

const requests = new AsyncLocalStorage<RequestIdentity>();
const queries: RecordedQuery[] = [];
let lastRequest = 0;

function followRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: { method?: string; url?: string } };
    lastRequest += 1;
    requests.enterWith({ request: lastRequest, route: `${request.method} ${request.url}` });
  });
}

function noteQuery(sql: unknown, values: unknown, startMs: number): Callback {
  const identity = requests.getStore();
  return (error, result) => {
    if (error || !identity || typeof sql !== 'string') return;
    queries.push({
      ...identity,
      sql,
      values: Array.isArray(values) ? values : [],
      row: result?.rows?.[0],
      startMs,
      endMs: performance.now(),
    });
  };
}

async function followQueries(): Promise<void> {
  // Here and not above, for the hit workers load this module too and need no driver.
  const { default: pg } = await import('pg');
  const prototype = pg.Client.prototype as { query: Query };
  const { query } = prototype;
  const recorded: Query = function (this: pg.Client, ...args) {
    const note = noteQuery(args[0], args[1], performance.now());
    const callback = args.at(-1);
    if (typeof callback !== 'function') {
      const answer = query.apply(this, args);
      if (answer instanceof Promise) answer.then((result: Result) => note(null, result), note);
      return answer;
    }
    const noted: Callback = (error, result) => {
      note(error, result);
      (callback as Callback)(error, result);
    };
    return query.apply(this, [...args.slice(0, -1), noted]);
  };
  prototype.query = recorded;
}

if (isMainThread) {
  followRequests();
  await followQueries();
  process.on('message', () => process.send?.(queries.splice(0)));
  process.on('disconnect', () => process.exit());
  // The channel alone must not keep a shop alive that has closed its server.
  process.channel?.unref();
}
