import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './engines/engine.js';
import { openMemory } from './engines/memory.js';
import { startPostgres } from './engines/postgres.js';
import { readdirSync } from 'node:fs';
import { PROGRAMS, programsOf } from './program.js';
import { prove } from './prove.js';
import { SUBJECTS } from './subjects.js';

/** The whole of it is `npm run proof`; these take few seconds and need no service. */
const FAST = ['sequelize', 'pg', 'memory', 'threads', 'locks'];
const subjects = SUBJECTS.filter(({ library }) => FAST.includes(library));

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
  const expected = programsOf(subject.library).flatMap(({ kinds }) => kinds);
  expect(proofs.map(({ kind }) => kind)).toEqual(expected);
});

test.each([
  ['cures nothing', (text: string) => text, /^still loses [1-9]/],
  ['adds twice', (text: string) => text.replace('n += 1', 'n += 2'), /^still loses -?[1-9]/],
  [
    'throws',
    (text: string) => text.replace('account.n +=', "throw Error('no'); account.n +="),
    /throw/,
  ],
  [
    'returns another value',
    (text: string) => text.replace(/\}\s*$/, 'return 7 as never; }'),
    /alone/,
  ],
  [
    'does not type-check',
    (text: string) => text.replace('n += 1', "n += 'x'"),
    /counter.*not assignable/,
  ],
  ['does not load', (text: string) => text.replace('./store.js', './nowhere.js'), /nowhere/],
])('a repair that %s is found out', async (_what, planted, fault) => {
  const [subject] = subjects;
  const repair = ({ text }: { text: string }) => ({ text: planted(text), label: 'planted' });
  const proofs = await prove(subject!, engine, { repair, shapes: ['counter'] });

  expect(proofs.length).toBeGreaterThan(0);
  for (const { faults } of proofs) expect(faults.join('\n')).toMatch(new RegExp(fault, 'm'));
});

test('every folder of programs is a library that is proven', () => {
  const folders = readdirSync(PROGRAMS);

  expect(folders.sort()).toEqual(SUBJECTS.map(({ library }) => library).sort());
});
