import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import type { Engine } from './engine.js';

interface Item {
  readonly n: number;
  readonly other?: number;
  readonly tags?: string[];
}

const TABLES = ['account', 'label'];
const ANY_KEY = { accessKeyId: 'none', secretAccessKey: 'none' };

/** The API of DynamoDB by dynalite, in memory, with the item 1 of `account`. */
export async function openDynamodb(): Promise<Engine> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials: ANY_KEY });
  for (const TableName of TABLES) await createTable(client, TableName);
  const documents = DynamoDBDocumentClient.from(client);
  const get = async (TableName: string) => {
    const { Item } = await documents.send(new GetCommand({ TableName, Key: { id: 1 } }));
    return Item;
  };
  return {
    name: 'dynalite',
    version: '',
    env: { DYNAMODB_ENDPOINT: endpoint },
    async reset(n, other = 0) {
      await documents.send(new PutCommand({ TableName: 'account', Item: { id: 1, n, other } }));
      await documents.send(new DeleteCommand({ TableName: 'label', Key: { id: 1 } }));
    },
    async state() {
      const { n, other = 0, tags = [] } = (await get('account')) as Item;
      const labels = (await get('label')) ? 1 : 0;
      return { n, other, tags, settings: {}, labels, positions: [] };
    },
    async stop() {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
}
