// repairs: lock
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'account';

export async function visit(id: number): Promise<void> {
  const { Item } = await client.send(new GetCommand({ TableName, Key: { id } }));
  await client.send(new PutCommand({ TableName, Item: { ...Item, id, n: Item?.['n'] + 1 } }));
}
