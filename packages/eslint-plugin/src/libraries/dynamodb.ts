import { defineLibrary } from '../effects/library.js';
import { argOf, atomic, expression, put, read } from '../effects/operation.js';

const GET = ['GetCommand', 'get'];
const PUT = ['PutCommand', 'put'];
const UPDATE = ['UpdateCommand', 'update'];
/** A condition that compares what was read, or wants nothing there; that an item exists says no more. */
const COMPARED = /[=<>]|not_exists|contains|begins_with|between|\bin\b/i;

/** `client.send(new GetCommand({ TableName, Key }))`; `client.get(input).promise()` of version 2. */
export const dynamodb = defineLibrary({
  name: 'dynamodb',
  title: 'DynamoDB document client',
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/BestPractices_OptimisticLocking.html',
  packages: ['@aws-sdk/lib-dynamodb', '@aws-sdk/client-dynamodb', 'aws-sdk'],
  operations: [
    read({
      method: GET,
      on: 'builder',
      model: argOf(GET, 0, 'TableName'),
      present: argOf(GET, 0, 'Key'),
      key: argOf(GET, 0, 'Key'),
      gives: { rowsAt: 'Item' },
    }),
    read({
      method: ['QueryCommand', 'query', 'ScanCommand', 'scan'],
      on: 'builder',
      model: argOf(['QueryCommand', 'query', 'ScanCommand', 'scan'], 0, 'TableName'),
      present: argOf(['QueryCommand', 'query', 'ScanCommand', 'scan'], 0, 'TableName'),
      gives: { rowsAt: 'Items' },
    }),
    atomic({
      method: PUT,
      on: 'builder',
      model: argOf(PUT, 0, 'TableName'),
      present: argOf(PUT, 0, 'ConditionExpression'),
      presentSaying: COMPARED,
    }),
    put({
      method: PUT,
      on: 'builder',
      model: argOf(PUT, 0, 'TableName'),
      present: argOf(PUT, 0, 'Item'),
      key: argOf(PUT, 0, 'Item'),
      value: argOf(PUT, 0, 'Item'),
    }),
    atomic({
      method: UPDATE,
      on: 'builder',
      model: argOf(UPDATE, 0, 'TableName'),
      present: argOf(UPDATE, 0, 'ConditionExpression'),
      presentSaying: COMPARED,
    }),
    expression({
      method: UPDATE,
      on: 'builder',
      model: argOf(UPDATE, 0, 'TableName'),
      present: argOf(UPDATE, 0, 'UpdateExpression'),
      key: argOf(UPDATE, 0, 'Key'),
      text: argOf(UPDATE, 0, 'UpdateExpression'),
      values: argOf(UPDATE, 0, 'ExpressionAttributeValues'),
      names: argOf(UPDATE, 0, 'ExpressionAttributeNames'),
    }),
  ],
});
