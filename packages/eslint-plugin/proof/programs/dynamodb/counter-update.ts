// repairs: lock
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './store.js';

const TableName = 'account';

export async function visit(id: number): Promise<void> {
  const { Item: account } = await client.send(new GetCommand({ TableName, Key: { id } }));
  await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': account?.['n'] + 1 },
    }),
  );
}
