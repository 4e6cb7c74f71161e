// repairs: upsert, lock
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'label';

export async function createRed(id: number): Promise<boolean> {
  const { Item: label } = await client.send(new GetCommand({ TableName, Key: { id } }));
  if (label) return false;
  await client.send(new PutCommand({ TableName, Item: { id, color: '#f00' } }));
  return true;
}
