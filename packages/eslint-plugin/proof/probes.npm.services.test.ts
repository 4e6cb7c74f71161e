import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './engines/engine.js';
import { startPostgres } from './engines/postgres.js';
import { readFacts } from './facts-file.js';
import { probe } from './probe.js';
import { PROBED } from './subjects.js';

/** Asked by files of their own, for they do not come from npm. */
const SERVICES = ['redis', 'mariadb'];

const { libraries } = readFacts();
const here = PROBED.filter(({ engine }) => !SERVICES.includes(engine));

let postgres: Engine;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
});

test.each(here)('$library still does what the file of facts says', async (subject) => {
  const { facts } = await probe(subject, postgres.env);

  expect(facts).toEqual(libraries[subject.library]?.facts);
});
