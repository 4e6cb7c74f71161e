// repairs: condition, lock
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'account';

export async function take(id: number): Promise<boolean> {
  const { Item: account } = await client.send(new GetCommand({ TableName, Key: { id } }));
  if (account?.['n'] < 1) return false;
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': account?.['n'] - 1 },
    }),
  );
  return true;
}
