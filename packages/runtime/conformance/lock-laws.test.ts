import { describe, it } from 'vitest';
import { lockLaws } from './laws/index.js';
import { lockSubjects } from './lock-subjects.js';
import { seed } from './seed.js';

describe.each(lockSubjects.map((subject) => [subject.name, subject] as const))(
  `%s keeps its laws (seed ${seed})`,
  (_name, subject) => {
    it.each(subject.laws)('%s', (law) => lockLaws[law](subject, { seed, runs: 300 }));
  },
);
