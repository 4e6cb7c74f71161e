import { type Kind, toCamelCase } from './scaffold.js';

/** A rule: its report, a fixture that fails until it reports, and its page. */
export const rule: Kind = {
  nameRule: {
    words: 'kebab-case, named for the hazard and starting with "no-", as no-lost-update',
    pattern: /^no(-[a-z][a-z0-9]*)+$/,
  },
  begin: (name) => ({
    files: {
      [`packages/eslint-plugin/src/rules/${name}.ts`]: ruleOf(name),
      [`packages/eslint-plugin/fixtures/${hazardOf(name)}/first.ts`]: fixtureOf(name),
      [`docs/rules/${name}.md`]: pageOf(name),
    },
    left: [
      `Find the races in src/analyses/${hazardOf(name)}.ts, as values: no ESLint, no library names.`,
      `Report them in src/rules/${name}.ts; its create() stays small.`,
      `List the rule in src/rules/rules.ts, with how severe each preset takes it.`,
      `Write the fixtures in fixtures/${hazardOf(name)}/: what is a race, and what only looks like one.`,
      'Write the repairs in src/repairs/, or none where none is provably right.',
      `Write docs/rules/${name}.md: wrong, right, the interleaving, and what it does not see.`,
      'npm run generate (the head of the page, the list of rules), then npx changeset.',
    ],
  }),
};

function hazardOf(name: string): string {
  return name.replace(/^no-/, '');
}

function ruleOf(name: string): string {
  return `import { createRule, optionsOf } from './create-rule.js';

export const ${toCamelCase(name)} = createRule({
  name: '${name}',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow ${hazardOf(name).replaceAll('-', ' ')}' },
    schema: [optionsOf('lock')],
    defaultOptions: [{}],
    messages: { ${toCamelCase(hazardOf(name))}: '' },
  },
  create: () => ({}),
});
`;
}

function fixtureOf(name: string): string {
  return `declare function work(): Promise<void>;

export async function first_race(): Promise<void> {
  await work(); // want ${name}: "in between is lost"
}

export async function first_ok(): Promise<void> {
  await work();
}
`;
}

function pageOf(name: string): string {
  return `# Disallow ${hazardOf(name).replaceAll('-', ' ')} (\`@interlocked/${name}\`)

<!-- end auto-generated rule header -->

## Wrong and right

\`\`\`ts wrong ${name}
export {};
\`\`\`

\`\`\`ts right
export {};
\`\`\`

## How the update is lost

## What it deliberately does not see

## Options

<!-- begin auto-generated rule options list -->

<!-- end auto-generated rule options list -->

## When not to use it
`;
}
