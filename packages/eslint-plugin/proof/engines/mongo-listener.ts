import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { deserialize, Long, serialize, type Document } from 'bson';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;

const HELLO = {
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};

/** What stands where a MongoDB would: it writes down each command, and answers as it is told. */
export interface Listener {
  readonly url: string;
  /** The commands so far, without those of the connection itself. */
  readonly sent: Document[];
  /** How many documents each later update claims to have matched. */
  matched: number;
  /** What each find gives. */
  stored: Document;
  stop(): Promise<void>;
}

/** Listens on loopback; no data is kept, and no statement has an effect. */
export async function startListener(): Promise<Listener> {
  const sockets = new Set<Socket>();
  const listener: Listener = { url: '', sent: [], matched: 1, stored: {}, stop };
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
        const size = rest.readInt32LE(0);
        socket.write(replyTo(rest.subarray(0, size), listener));
        rest = rest.subarray(size);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(listener, { url: `mongodb://127.0.0.1:${port}/probes` });

  async function stop(): Promise<void> {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, 'close');
  }
}

function replyTo(message: Buffer, listener: Listener): Buffer {
  const isQuery = message.readInt32LE(12) === OP_QUERY;
  const command = isQuery ? queried(message) : sectionsOf(message);
  const body = serialize({ ok: 1, ...answerTo(command, listener) });
  const head = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) head.writeInt32LE(1, 16);
  const reply = Buffer.concat([Buffer.alloc(HEADER), head, body]);
  [reply.length, 0, message.readInt32LE(4), isQuery ? OP_REPLY : OP_MSG].forEach((word, i) =>
    reply.writeInt32LE(word, 4 * i),
  );
  return reply;
}

/** The document of an OP_QUERY: behind flags, a name that ends with 0, and two numbers. */
function queried(message: Buffer): Document {
  return deserialize(message.subarray(message.indexOf(0, HEADER + 4) + 9));
}

/** An OP_MSG: one document, and lists of documents for single keys of it. */
function sectionsOf(message: Buffer): Document {
  const command: Document = {};
  for (let at = HEADER + 4; at < message.length;) {
    const isList = message[at] === 1;
    const end = at + 1 + message.readInt32LE(at + 1);
    if (isList) {
      const nameEnd = message.indexOf(0, at + 5);
      command[message.toString('utf8', at + 5, nameEnd)] = listOf(message, nameEnd + 1, end);
    } else {
      Object.assign(command, deserialize(message.subarray(at + 1, end)));
    }
    at = end;
  }
  return command;
}

function listOf(message: Buffer, start: number, end: number): Document[] {
  const list: Document[] = [];
  for (let at = start; at < end; at += message.readInt32LE(at)) {
    list.push(deserialize(message.subarray(at, at + message.readInt32LE(at))));
  }
  return list;
}

function answerTo(command: Document, { sent, matched, stored }: Listener): Document {
  const [name = ''] = Object.keys(command);
  if (/^(hello|isMaster|ismaster|ping|endSessions)$/.test(name)) return HELLO;
  sent.push(command);
  if (name === 'find' || name === 'aggregate') {
    return { cursor: { id: Long.ZERO, ns: 'probes.any', firstBatch: [stored] } };
  }
  if (name === 'findAndModify') return { value: stored, lastErrorObject: { n: 1 } };
  return { n: matched, nModified: matched };
}
