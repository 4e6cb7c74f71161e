import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

// With both headers a page is cross-origin isolated, and only then it has SharedArrayBuffer.
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const PAGE = fileURLToPath(new URL('browser-page/', import.meta.url));
const RUNTIME = fileURLToPath(new URL('.', import.meta.resolve('@interlocked/runtime')));

/**
 * Serves the test page at `/` and the built package at `/runtime/`, cross-origin isolated unless
 * `isolation` says otherwise.
 */
export async function startIsolatedServer(
  isolation: Readonly<Record<string, string>> = ISOLATION,
): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = toFile(new URL(request.url ?? '/', 'http://page').pathname);
    readFile(path).then(
      (body) => {
        const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
        response.writeHead(200, { 'Content-Type': type, ...isolation }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

function toFile(pathname: string): string {
  const path = normalize(pathname);
  if (path.startsWith('/runtime/')) return join(RUNTIME, path.slice('/runtime/'.length));
  return join(PAGE, path === '/' ? 'index.html' : path);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
