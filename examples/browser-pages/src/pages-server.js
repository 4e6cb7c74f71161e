import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @type {Record<string, string>} */
const MEDIA_TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

// With both headers a page is cross-origin isolated, and only then it has SharedArrayBuffer.
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const PAGES = fileURLToPath(new URL('../page/', import.meta.url));
const RUNTIME = fileURLToPath(new URL('.', import.meta.resolve('@interlocked/runtime')));

/**
 * Serves the pages, the built package under `/runtime/`, and a shop that takes orders.
 *
 * @param {object} options
 * @param {() => Promise<void>} options.pay what an order waits for; a payment takes a while
 * @param {number} [options.port]
 */
export async function startPages({ pay, port = 0 }) {
  let orders = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return void serveFile(request.url ?? '/', response);
    const order = ++orders;
    pay().then(
      () => response.end(String(order)),
      () => response.writeHead(402).end('The payment has failed.'),
    );
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const { port: found } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${found}`,
    /** How many orders have come in. */
    get orders() {
      return orders;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @param {string} url
 * @param {import('node:http').ServerResponse} response
 */
async function serveFile(url, response) {
  const path = toFile(normalize(new URL(url, 'http://page').pathname));
  try {
    const body = await readFile(path);
    const type = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, ...ISOLATION }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** @param {string} path */
function toFile(path) {
  if (path.startsWith('/runtime/')) return join(RUNTIME, path.slice('/runtime/'.length));
  return join(PAGES, path === '/' ? 'index.html' : path);
}
