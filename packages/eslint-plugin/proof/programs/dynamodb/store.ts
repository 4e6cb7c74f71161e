import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint: process.env['DYNAMODB_ENDPOINT'] ?? '',
    region: 'local',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  }),
);
