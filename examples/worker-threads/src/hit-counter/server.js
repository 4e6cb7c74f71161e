import { createServer } from 'node:http';
import { ways } from './hits.js';
import { Pool } from './pool.js';

/** How many products a page shows. */
export const PRODUCTS = 2_000;

/**
 * A server whose pages are rendered by workers; `GET /shown` tells how many products they showed.
 *
 * @param {{ way: keyof typeof ways, workers: number, port?: number }} options
 */
export async function startServer({ way, workers, port = 0 }) {
  const shown = new ways[way]();
  const file = new URL('./page-worker.js', import.meta.url);
  const pool = new Pool({ file, size: workers, workerData: { way, handle: shown.handle } });
  const server = createServer((request, response) => {
    if (request.url === '/shown') return void response.end(String(shown.read()));
    pool.run({ path: request.url, products: PRODUCTS }).then(
      (page) => response.setHeader('Content-Type', 'text/html').end(page),
      () => response.writeHead(500).end('A worker has failed.'),
    );
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  const { port: found } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${found}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.stop();
    },
  };
}
