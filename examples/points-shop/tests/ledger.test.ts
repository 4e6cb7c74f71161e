import { describe, expect, it } from 'vitest';

import { type Answer, countKept, settle, sumTallies, verdict } from '../src/race/ledger.js';

const answers = (...statuses: number[]): Answer[] =>
  statuses.map((status) => ({ status, updates: 1 }));

describe('settle', () => {
  it.each([
    { of: 'all kept', statuses: [200, 200, 201], kept: 3, refused: 0, failed: 0, lost: 0 },
    { of: 'two overwritten', statuses: [200, 200, 200], kept: 1, refused: 0, failed: 0, lost: 2 },
    { of: 'sold out', statuses: [200, 409, 409], kept: 1, refused: 2, failed: 0, lost: 0 },
    { of: 'oversold', statuses: [200, 200, 409], kept: 1, refused: 1, failed: 0, lost: 1 },
    { of: 'an error', statuses: [200, 500], kept: 1, refused: 0, failed: 1, lost: 1 },
    { of: 'no answer', statuses: [200, 0], kept: 1, refused: 0, failed: 1, lost: 1 },
    {
      of: 'an error after the write',
      statuses: [200, 500],
      kept: 2,
      refused: 0,
      failed: 1,
      lost: 0,
    },
  ])('counts $of', ({ statuses, kept, refused, failed, lost }) => {
    expect(settle('POST /x', answers(...statuses), kept)).toEqual({
      endpoint: 'POST /x',
      sent: statuses.length,
      refused,
      failed,
      kept,
      lost,
    });
  });

  it('counts updates, not requests', () => {
    const logs = [
      { status: 200, updates: 100 },
      { status: 500, updates: 50 },
    ];
    expect(settle('POST /hits', logs, 90)).toMatchObject({ sent: 150, failed: 50, lost: 60 });
  });

  it('does not accept more updates than were asked for', () => {
    expect(() => settle('POST /x', answers(200, 409), 2)).toThrow(
      'POST /x holds 2 updates, but only 1 were asked of it.',
    );
  });
});

describe('countKept', () => {
  it.each([
    { before: 0, after: 12, step: 3, kept: 4 },
    { before: 100, after: 100, step: 1, kept: 0 },
    { before: 97, after: 100, step: 1, kept: 3 },
  ])('finds $kept updates from $before to $after', ({ before, after, step, kept }) => {
    expect(countKept(before, after, step)).toBe(kept);
  });

  it.each([
    { of: 'half an update', before: 0, after: 4, step: 3 },
    { of: 'an update backwards', before: 3, after: 0, step: 3 },
    { of: 'a value that is not there', before: 0, after: Number.NaN, step: 3 },
  ])('does not accept $of', ({ before, after, step }) => {
    expect(() => countKept(before, after, step)).toThrow('no whole number of updates');
  });
});

describe('verdict', () => {
  it.each([
    { before: 7, after: 0, line: 'before: 7 of 10 updates lost; after: 0 of 10', shown: true },
    { before: 7, after: 1, line: 'before: 7 of 10 updates lost; after: 1 of 10', shown: false },
    { before: 0, after: 0, line: 'before: 0 of 10 updates lost; after: 0 of 10', shown: false },
  ])('says $line', ({ before, after, line, shown }) => {
    const totals = (lost: number) => ({ sent: 10, lost });
    expect(verdict(totals(before), totals(after))).toEqual({ line, shown });
  });

  it('adds up what each endpoint lost', () => {
    const tally = settle('POST /x', answers(200, 200), 1);
    expect(sumTallies([tally, tally])).toEqual({ sent: 4, lost: 2 });
  });
});
