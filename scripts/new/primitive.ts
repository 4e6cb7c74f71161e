import { type Kind, toCamelCase, toPascalCase } from './scaffold.js';

/** A primitive: one folder with its contract, tests, laws and planted bugs, and its page. */
export const primitive: Kind = {
  nameRule: {
    words: 'kebab-case, by its standard name, as keyed-mutex',
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  },
  begin: (name) => ({
    files: {
      [`packages/runtime/src/${name}/${name}.ts`]: primitiveOf(name),
      [`packages/runtime/src/${name}/${name}.test.ts`]: testOf(name),
      [`packages/runtime/src/${name}/${name}.laws.ts`]: lawsOf(name),
      [`packages/runtime/src/${name}/${name}.mutants.ts`]: mutantsOf(name),
      [`docs/primitives/${name}.md`]: pageOf(name),
    },
    left: [
      `Write the contract and the code in src/${name}/${name}.ts; each bullet names a tested behaviour.`,
      `Claim its laws in src/${name}/${name}.laws.ts, and list it among the subjects in conformance/.`,
      `Plant the bugs that the laws must catch in src/${name}/${name}.mutants.ts.`,
      `Test in src/${name}/${name}.test.ts what only ${toPascalCase(name)} promises; misuse is a table.`,
      `Measure it in src/${name}/${name}.bench.ts: uncontended, contended, cancelled.`,
      `Export it from src/index.ts, and give it a limit in .size-limit.js.`,
      `Write docs/primitives/${name}.md, then npx changeset.`,
    ],
  }),
};

function primitiveOf(name: string): string {
  return `/**
 * One sentence: what it is and who uses it.
 *
 * - **Blocking:**
 * - **Ordering:**
 * - **Fairness:**
 * - **Cancellation:**
 * - **Errors:**
 * - **Cost:**
 * - **Memory:**
 * - **Crash:**
 */
export class ${toPascalCase(name)} {}
`;
}

function testOf(name: string): string {
  return `import { expect, it } from 'vitest';
import { ${toPascalCase(name)} } from './${name}.js';

it('does what only ${toPascalCase(name)} promises', () => {
  expect(Object.getOwnPropertyNames(${toPascalCase(name)}.prototype)).not.toEqual(['constructor']);
});
`;
}

function lawsOf(name: string): string {
  return `import { ${toPascalCase(name)} } from './${name}.js';

/** The laws that \`${toPascalCase(name)}\` claims, and how to build one for them. */
export const ${toCamelCase(name)}Laws = {
  name: '${toPascalCase(name)}',
  laws: [],
  build: () => new ${toPascalCase(name)}(),
} as const;
`;
}

function mutantsOf(name: string): string {
  return `/** Bugs which the laws of \`${toPascalCase(name)}\` must catch, planted one at a time. */
export const ${toCamelCase(name)}Mutants = [] as const;
`;
}

function pageOf(name: string): string {
  return `# \`${toPascalCase(name)}\`

\`\`\`ts run
import { ${toPascalCase(name)} } from '@interlocked/runtime';

console.log(new ${toPascalCase(name)}());
\`\`\`

## Contract
`;
}
