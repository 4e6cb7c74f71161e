import { PRODUCTS, startServer } from './server.js';

/** How many visitors come at once. */
const AT_ONCE = 20;

/**
 * Starts a server, visits it, and tells what it has counted.
 *
 * @param {{ way: 'plain' | 'atomic', visits: number, workers: number }} options
 */
export async function countVisits({ way, visits, workers }) {
  const server = await startServer({ way, workers });
  try {
    for (let done = 0; done < visits; done += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => get(`${server.origin}/shop`)));
    }
    return { shown: visits * PRODUCTS, counted: Number(await get(`${server.origin}/shown`)) };
  } finally {
    await server.stop();
  }
}

/** @param {string} url */
async function get(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.text();
}
