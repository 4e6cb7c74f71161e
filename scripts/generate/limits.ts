import { fileURLToPath } from 'node:url';

import { allFixtures, type Fixture } from '../../packages/eslint-plugin/tests/harness/fixture.js';
import {
  judgedFunctions,
  type Judged,
} from '../../packages/eslint-plugin/tests/harness/verdicts.js';
import type { Step } from './step.js';
import { writeOrCompare } from './write-or-compare.js';

const PAGE = fileURLToPath(new URL('../../docs/limits.md', import.meta.url));

const INTRODUCTION = `# What the plugin does not see

The rules report a witness: a read, a suspension and a write that derives from the read. Where a step of
the witness is out of sight, they are silent; and where something out of sight prevents the race, they are
wrong. Each line below is a program of the fixtures, by its name, with the reason. The tests hold the
plugin to it: when a limit falls, its line goes. This page is generated from them.`;

/** docs/limits.md, from the fixtures whose names say that the rules are wrong about them. */
export const limits: Step = {
  name: 'limits',
  run: (options) => {
    const judged = allFixtures().flatMap((fixture) => {
      return judgedFunctions(fixture.text, fixture.filename).map((each) => ({ ...each, fixture }));
    });
    const page = [
      INTRODUCTION,
      '## Races that are not reported',
      ...judged.filter(({ verdict }) => verdict === 'fn').map(lineOf),
      '## Reports that are no races',
      ...judged.filter(({ verdict }) => verdict === 'fp').map(lineOf),
    ];
    return writeOrCompare(PAGE, `${page.join('\n\n')}\n`, options);
  },
};

function lineOf({ name, reason, fixture }: Judged & { fixture: Fixture }): string {
  return `- **${wordsOf(name)}.** ${reason ?? ''} (\`${name}\` in \`fixtures/${fixture.name}\`)`;
}

/** `Changed elsewhere` of `fn_changedElsewhere`. */
function wordsOf(name: string): string {
  const words = name.slice(3).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
