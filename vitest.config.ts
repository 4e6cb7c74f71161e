import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that need an engine beyond npm run by their own configuration. */
const exclude = [...configDefaults.exclude, '**/*.{services,browser}.test.ts'];

// A test that hangs must end; one on a busy machine must not fail for being slow.
const PATIENCE_MS = 120_000;

// Syntax trees outlive a young generation of the usual size, and are copied again and again then.
const execArgv = ['--max-semi-space-size=64'];

const project = (name: string, root: string, include: string, isolate = true) => ({
  test: {
    name,
    root,
    include: [include],
    exclude,
    isolate,
    execArgv,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
  },
});

/** What starts compilers and servers runs first, so that no core waits for it at the end. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isProgram = ({ project }: TestSpecification) => /scripts|examples/.test(project.name);
    const sorted = await super.sort(files);
    return [...sorted.filter(isProgram), ...sorted.filter((file) => !isProgram(file))];
  }
}

export default defineConfig({
  test: {
    // Vitest leaves a core free, which on two cores would be half of the machine; and the tests that
    // start programs, servers and browsers wait for them half of the time.
    maxWorkers: '150%',
    sequence: { sequencer: ProgramsFirst },
    projects: [
      project('runtime', 'packages/runtime', '{src,conformance}/**/*.test.ts'),
      // Its files share ESLint and TypeScript, which take seconds to load, and change nothing in them.
      project('eslint-plugin', 'packages/eslint-plugin', '{src,tests,proof}/**/*.test.ts', false),
      project('examples', 'examples', '*/**/*.test.ts'),
      project('docs', 'docs', 'tests/**/*.test.ts'),
      project('scripts', 'scripts', '**/*.test.ts'),
    ],
  },
});
