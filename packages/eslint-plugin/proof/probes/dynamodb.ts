import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ask, copy } from '../questions.js';

const TableName = 'account';
const here = { TableName, Key: { id: 1 } };
const label = { TableName: 'label', Item: { id: 1, color: '#f00' } };

export default ask(() => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: process.env['DYNAMODB_ENDPOINT'] ?? '',
      region: 'local',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    }),
  );
  const get = () => client.send(new GetCommand(here));
  const load = async () => (await get()).Item as { id: number; n: number; other: number };
  const update = (expression: Pick<UpdateCommandInput, 'UpdateExpression'>, by: number) =>
    client.send(
      new UpdateCommand({ ...here, ...expression, ExpressionAttributeValues: { ':k': by } }),
    );
  return {
    updates: {
      PutCommand: ({ n }) => client.send(new PutCommand({ TableName, Item: { id: 1, n } })),
      UpdateCommand: ({ n }) => update({ UpdateExpression: 'SET n = :k' }, n),
    },
    version: copy(load, async (row) =>
      client.send(
        new PutCommand({
          TableName,
          Item: row,
          ConditionExpression: 'n = :seen',
          ExpressionAttributeValues: { ':seen': row.n - 1 },
        }),
      ),
    ),
    atomic: {
      'UpdateCommand (ADD n :k)': () => update({ UpdateExpression: 'ADD n :k' }, 1),
      'UpdateCommand (SET n = n + :k)': () => update({ UpdateExpression: 'SET n = n + :k' }, 1),
    },
    creates: {
      'PutCommand (with a condition)': () =>
        client.send(new PutCommand({ ...label, ConditionExpression: 'attribute_not_exists(id)' })),
    },
    gives: {
      GetCommand: get,
      ScanCommand: () => client.send(new ScanCommand({ TableName })),
      QueryCommand: () =>
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'id = :id',
            ExpressionAttributeValues: { ':id': 1 },
          }),
        ),
    },
  };
});
