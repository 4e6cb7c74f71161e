import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './engines/engine.js';
import { openMemory } from './engines/memory.js';
import { startPostgres } from './engines/postgres.js';
import { readdirSync } from 'node:fs';
import { judgeRepairs } from './judge-repairs.js';
import { PROGRAMS, programsOf } from './program.js';
import { prove } from './prove.js';
import { SUBJECTS } from './subjects.js';

/** The whole of it is `npm run proof`; these take few seconds and need no service. */
const FAST = ['sequelize', 'pg', 'memory', 'threads'];
const subjects = SUBJECTS.filter(({ library, engine }) => {
  return FAST.includes(library) && engine !== 'mariadb';
});
const programs = readdirSync(PROGRAMS).flatMap((library) => {
  return programsOf({ library, packages: [], engine: 'node' });
});

let engine: Engine;

beforeAll(async () => {
  engine = await startPostgres();
});

afterAll(async () => {
  await engine.stop();
});

test.each(subjects)('each repair of $library loses nothing on the engine', async (subject) => {
  const proofs = await prove(subject, subject.engine === 'node' ? await openMemory() : engine);

  expect(proofs.filter(({ faults }) => faults.length > 0)).toEqual([]);
  const expected = programsOf(subject).flatMap(({ kinds }) => kinds);
  expect(proofs.map(({ kind }) => kind)).toEqual(expected);
});

type Plant = (text: string) => string;

/** Repairs that are wrong, and what must be said of them. */
const PLANTED: Readonly<Record<string, readonly [plant: Plant, fault: RegExp]>> = {
  'cures nothing': [(text) => text, /^still loses [1-9]/m],
  'adds twice': [(text) => text.replace('n += 1', 'n += 2'), /^still loses -?[1-9]/m],
  throws: [(text) => text.replace('account.n +=', "throw Error('no'); account.n +="), /throw/],
  'returns another value': [(text) => text.replace(/\}\s*$/, 'return 7 as never; }'), /alone/],
  'does not type-check': [(text) => text.replace('n += 1', "n += 'x'"), /counter.*not assignable/],
  'does not load': [(text) => text.replace('./store.js', './nowhere.js'), /nowhere/],
};

test('a repair that cures nothing or does harm is found out', async () => {
  const kinds = Object.keys(PLANTED);
  const proofs = await prove(subjects[0]!, engine, {
    shapes: ['counter'],
    kinds,
    repair: ({ text }, kind) => ({ text: PLANTED[kind]![0](text), label: kind }),
  });

  expect(proofs.map(({ kind }) => kind)).toEqual(kinds);
  for (const { kind, faults } of proofs) {
    expect(faults.join('\n'), kind).toMatch(PLANTED[kind]![1]);
  }
});

test.each(programs)('$library/$shape names every repair that is offered', (program) => {
  const preset = program.told.strict ? 'strict' : 'recommended';
  const reports = judgeRepairs(program.text, program.path, preset);

  const kinds = new Set(reports.flatMap((report) => report.kinds));
  expect(kinds).toEqual(new Set([...program.kinds, ...program.unproven]));
});

test('every folder of programs is a library that is proven', () => {
  const folders = readdirSync(PROGRAMS);

  expect(new Set(folders)).toEqual(new Set(SUBJECTS.map(({ library }) => library)));
});
