import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.js';

/** What a loader hook of Node answers with. */
export interface LoadResult {
  format?: string | null | undefined;
  source?: string | ArrayBuffer | Uint8Array | null | undefined;
  shortCircuit?: boolean | undefined;
}

type Strip = (code: string) => string;

/** What newer versions of Node have, and types for Node 20 have not. */
const { stripTypeScriptTypes } = Module as { stripTypeScriptTypes?: Strip };

/** What Node has loaded, with its awaits held, if it is the user's own. */
export function prepareLoaded(url: string, loaded: LoadResult): LoadResult {
  const { format, source } = loaded;
  if (!format || !/^(?:module|commonjs)/.test(format) || source == null) return loaded;
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  const isTyped = format.endsWith('-typescript') && stripTypeScriptTypes !== undefined;
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const code = prepare(isTyped ? stripTypeScriptTypes(text) : text, path);
  if (code === undefined) return loaded;
  return { ...loaded, format: format.replace('-typescript', ''), source: code };
}

/** The hook itself, for versions of Node that run hooks on a thread of their own. */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<LoadResult>,
): Promise<LoadResult> {
  return prepareLoaded(url, await next(url, context));
}
