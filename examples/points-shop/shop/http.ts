import { createServer, type IncomingMessage, type Server } from 'node:http';

export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export type Handler = (call: Call) => Promise<Reply> | Reply;

/** `POST /users/:id/points` and the like, each with its handler. */
export type Routes = Readonly<Record<string, Handler>>;

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const badRequest = (message: string): Reply => ({ status: 400, body: { message } });
export const notFound = (message: string): Reply => ({ status: 404, body: { message } });
export const conflict = (message: string): Reply => ({ status: 409, body: { message } });

interface Match {
  readonly handler: Handler;
  readonly params: Record<string, string>;
}

function matchRoute(routes: Routes, method: string, path: string): Match | undefined {
  const asked = path.split('/');
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, pattern = ''] = route.split(' ');
    const segments = pattern.split('/');
    if (routeMethod !== method || segments.length !== asked.length) continue;

    const params: Record<string, string> = {};
    const matches = segments.every((segment, index) => {
      const value = decodeURIComponent(asked[index] ?? '');
      if (!segment.startsWith(':')) return segment === value;
      params[segment.slice(1)] = value;
      return value !== '';
    });
    if (matches) return { handler, params };
  }
  return undefined;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function answer(routes: Routes, message: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(message.url ?? '/', 'http://localhost');
  const match = matchRoute(routes, message.method ?? 'GET', pathname);
  if (!match) return notFound(`nothing at ${pathname}`);
  return match.handler({ params: match.params, body: await readBody(message) });
}

export function createHttpServer(routes: Routes): Server {
  return createServer((message, response) => {
    answer(routes, message)
      .catch((error: unknown): Reply => {
        const reason = error instanceof Error ? error.message : String(error);
        return { status: 500, body: { message: reason } };
      })
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
  });
}
