import type { CommandIdiom } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import { argOf, atomic, expression, put, read } from '../effects/operation.js';

const GET = ['GetCommand', 'get', 'GetItemCommand', 'getItem'];
const PUT = ['PutCommand', 'put', 'PutItemCommand', 'putItem'];
const UPDATE = ['UpdateCommand', 'update', 'UpdateItemCommand', 'updateItem'];
/** A condition that compares what was read, or wants nothing there; that an item exists says no more. */
const COMPARED = /[=<>]|not_exists|contains|begins_with|between|\bin\b/i;

/** What the low-level client calls the types of constants. */
const TYPES = [
  ['N', /^-?[\d.]+$/],
  ['S', /^['"`]/],
  ['BOOL', /^(true|false)$/],
  ['NULL', /^null$/],
] as const;

const command: CommandIdiom = {
  condition: 'ConditionExpression',
  names: 'ExpressionAttributeNames',
  values: 'ExpressionAttributeValues',
  compare: ({ column, operator, bound, isNothing }) => {
    // What is not there is nothing as well.
    if (operator === 'is' && isNothing) {
      return `(attribute_not_exists(${column}) OR ${column} = ${bound})`;
    }
    if (operator === 'is not' && isNothing) {
      return `attribute_exists(${column}) AND ${column} <> ${bound}`;
    }
    if (operator === 'is') return undefined;
    return `${column} ${operator === 'is not' ? '<>' : operator} ${bound}`;
  },
  typed: (value) => {
    const name = TYPES.find(([, written]) => written.test(value))?.[0];
    if (name === 'NULL') return '{ NULL: true }';
    return name && `{ ${name}: ${name === 'N' ? `'${value}'` : value} }`;
  },
  isAbsent: (column) => `attribute_not_exists(${column})`,
  refusal: {
    package: '@aws-sdk/',
    module: '@aws-sdk/client-dynamodb',
    name: 'ConditionalCheckFailedException',
  },
};

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
  typeNames: ['S', 'N', 'B', 'BOOL'],
  idioms: { command },
});
