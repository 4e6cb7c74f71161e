// repairs: lock
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'account';

export async function tag(id: number, caller: number): Promise<void> {
  const { Item: account } = await client.send(new GetCommand({ TableName, Key: { id } }));
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET tags = :tags',
      ExpressionAttributeValues: { ':tags': [...(account?.['tags'] ?? []), `tag ${caller}`] },
    }),
  );
}
