import { describe, expect, it } from 'vitest';

import { findInterleaving } from '../src/race/interleaving.js';
import type { RecordedQuery } from '../src/shop/recorder.js';

const SELECT = `SELECT "id", "points" FROM "users" AS "User" WHERE "User"."id" = '1';`;
const UPDATE = 'UPDATE "users" SET "points"=$1 WHERE "id" = $2';

function query(request: number, user: number, endMs: number): RecordedQuery {
  const route = `POST /users/${user}/points`;
  return { request, route, sql: '', values: [], row: undefined, startMs: endMs - 1, endMs };
}

const read = (request: number, points: number, atMs: number, user = 1): RecordedQuery => ({
  ...query(request, user, atMs),
  sql: SELECT,
  row: { id: user, points },
});

const write = (request: number, points: number, atMs: number, user = 1): RecordedQuery => ({
  ...query(request, user, atMs),
  sql: UPDATE,
  values: [points, user],
});

describe('findInterleaving', () => {
  it('finds the two requests of which one undid the other', () => {
    const found = findInterleaving([
      read(1, 6, 10),
      read(2, 6, 11),
      write(2, 9, 14),
      write(1, 9, 16),
    ]);
    expect(found).toEqual({
      user: '1',
      step: 3,
      alike: 2,
      accesses: [
        { by: 'B', kind: 'read', points: 6, atMs: 0 },
        { by: 'A', kind: 'read', points: 6, atMs: 1 },
        { by: 'A', kind: 'write', points: 9, atMs: 4 },
        { by: 'B', kind: 'write', points: 9, atMs: 6 },
      ],
    });
  });

  it('shows the first of several, and says how many were alike', () => {
    const found = findInterleaving([
      ...[read(1, 0, 1), read(2, 0, 2), read(3, 0, 3)],
      ...[write(3, 3, 5), write(1, 3, 6), write(2, 3, 7)],
    ]);
    expect(found?.alike).toBe(3);
    expect(found?.accesses.map(({ by, kind, atMs }) => [by, kind, atMs])).toEqual([
      ['B', 'read', 0],
      ['A', 'read', 2],
      ['A', 'write', 4],
      ['B', 'write', 5],
    ]);
  });

  it.each([
    {
      of: 'one after the other',
      queries: [read(1, 0, 1), write(1, 3, 2), read(2, 3, 3), write(2, 6, 4)],
    },
    {
      of: 'two users',
      queries: [read(1, 0, 1, 1), read(2, 0, 2, 2), write(1, 3, 3, 1), write(2, 3, 4, 2)],
    },
    { of: 'a read alone', queries: [read(1, 0, 1), read(2, 0, 2), write(2, 3, 3)] },
    { of: 'nothing', queries: [] },
  ])('finds none in $of', ({ queries }) => {
    expect(findInterleaving(queries)).toBeUndefined();
  });
});
