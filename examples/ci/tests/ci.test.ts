import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Project } from './run-eslint.js';

const OLD = 'src/old-points.ts';
const NEW = 'src/new-points.ts';
const SUPPRESSIONS = 'eslint-suppressions.json';
const RACE = `
export async function givePoint(id: number): Promise<void> {
  const user = await User.findByPk(id, { rejectOnEmpty: true });
  user.points += 1;
  await user.save();
}
`;

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly suppressions?: readonly unknown[];
    }[];
  }[];
}

let project: Project;

beforeEach(() => {
  project = new Project();
});

afterEach(() => {
  project.close();
});

it('passes as it is committed: what is old is counted, and nothing is new', () => {
  expect(project.lint()).toEqual({ status: 0, output: '' });
});

it('fails on a new finding in new code, and shows only that', () => {
  project.change(NEW, (text) => text + RACE);
  const { status, output } = project.lint();

  expect(status).toBe(1);
  expect(output).toContain('new-points.ts');
  expect(output).toContain('an update made by another request in between is lost');
  expect(output).not.toContain('old-points.ts');
});

it('fails on one finding more than is counted in an old file', () => {
  project.change(OLD, (text) => text + RACE);

  const { status, output } = project.lint();
  expect([status, output.match(/no-lost-update/g)?.length]).toEqual([1, 3]);
});

it('counts what is there with --suppress-all', () => {
  const committed = project.read(SUPPRESSIONS);
  project.remove(SUPPRESSIONS);

  expect(project.lint().status).toBe(1);
  expect(project.lint('--suppress-all').status).toBe(0);
  expect(JSON.parse(project.read(SUPPRESSIONS))).toEqual(JSON.parse(committed));
});

it('wants the count to go down when a finding is repaired', () => {
  project.change(OLD, (text) => text.replace('user.points -= points', 'user.points = points'));

  const { status, output } = project.lint();
  expect([status, output]).toEqual([2, expect.stringContaining('suppressions left')]);
  expect(project.lint('--prune-suppressions').status).toBe(0);
  expect(project.read(SUPPRESSIONS)).toContain('"count": 1');
  expect(project.lint().status).toBe(0);
});

it('fails on a warning too', () => {
  project.remove(SUPPRESSIONS);

  const { status, output } = project.lint('--rule', '{"@interlocked/no-lost-update":"warn"}');
  expect([status, output]).toEqual([1, expect.stringContaining('too many warnings')]);
});

it('writes SARIF in which what is counted is marked and what is new is not', () => {
  project.change(NEW, (text) => text + RACE);
  const format = ['--format', '@microsoft/eslint-formatter-sarif'];
  const { status } = project.lint(...format, '--output-file', 'eslint.sarif');

  expect(status).toBe(1);
  const { version, runs } = JSON.parse(project.read('eslint.sarif')) as Sarif;
  expect(version).toBe('2.1.0');
  const found = runs.flatMap(({ results }) => results);
  expect(found.map(({ ruleId }) => ruleId)).toEqual(Array(3).fill('@interlocked/no-lost-update'));
  expect(found.filter(({ suppressions = [] }) => suppressions.length > 0)).toHaveLength(2);
});

it('has scripts that run what these tests run', () => {
  const manifest = readFileSync(new URL('../project/package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };

  expect(scripts['lint']).toBe('eslint . --max-warnings 0');
  expect(scripts['lint:sarif']).toBe(
    `${scripts['lint']} --format @microsoft/eslint-formatter-sarif --output-file eslint.sarif`,
  );
});
