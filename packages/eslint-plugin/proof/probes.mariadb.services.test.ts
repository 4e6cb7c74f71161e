import { expect, test } from 'vitest';
import { readFacts } from './facts-file.js';
import { probe } from './probe.js';
import { PROBED } from './subjects.js';

const subjects = PROBED.filter(({ engine }) => engine === 'mariadb');

test.each(subjects)('$library still does what the file of facts says', async (subject) => {
  const { facts } = await probe(subject);

  expect(facts).toEqual(readFacts().libraries[subject.library]?.facts);
});
