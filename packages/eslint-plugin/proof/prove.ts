import { typeErrorsOf } from './check-types.js';
import type { Engine } from './engines/engine.js';
import { LoadRunner } from './load-runner.js';
import { programsOf, type Program } from './program.js';
import { repairProgram, type Repaired } from './repair-program.js';
import { NEVER_ENDED, SHAPES, type Ending, type State } from './shapes.js';
import { versionsOf, type Subject } from './subjects.js';
import { Workshop } from './workshop.js';

export const CALLERS = 50;

/** Effects that are missing after a load, and callers that were told of an error. */
export interface Loss {
  readonly lost: number;
  readonly threw: number;
}

/** What one repair of one racy program does on the engine. */
export interface Proof {
  readonly library: string;
  readonly versions: string;
  readonly engine: string;
  readonly shape: string;
  readonly kind: string;
  readonly label: string;
  readonly before: Loss;
  readonly after: Loss;
  /** Empty where the repair is proven. */
  readonly faults: readonly string[];
}

type Repair = (program: Asked, kind: string) => Repaired;

/** Which programs are proven, and by what; all, and by the rules, unless a test says otherwise. */
interface Choice {
  readonly shapes?: readonly string[];
  /** What is told to `repair` for each program, instead of the kinds that it names. */
  readonly kinds?: readonly string[];
  readonly repair?: Repair;
}

interface Candidate {
  readonly program: Asked;
  readonly kind: string;
  readonly original: string;
  readonly file?: string;
  readonly label: string;
  readonly faults: string[];
}

const byRule: Repair = ({ text, path, told }, kind) => {
  return repairProgram(text, kind as never, { path, ...told });
};

/** Proves every repair of a library's programs. */
export async function prove(
  subject: Subject,
  engine: Engine,
  { repair = byRule, shapes, kinds }: Choice = {},
): Promise<Proof[]> {
  const workshop = await Workshop.open(subject.library);
  const runner = new LoadRunner(engine.env);
  try {
    const programs = programsOf(subject).filter(({ shape }) => shapes?.includes(shape) ?? true);
    const candidates = programs.flatMap((program) => {
      return candidatesOf({ ...program, kinds: kinds ?? program.kinds }, workshop, repair);
    });
    checkTypes(candidates);
    const trial = new Trial(engine, runner);
    const proofs: Proof[] = [];
    for (const candidate of candidates) proofs.push(await proveOne(candidate, trial, subject));
    return proofs;
  } finally {
    await runner.stop();
    workshop.close();
  }
}

type Asked = Omit<Program, 'kinds'> & { readonly kinds: readonly string[] };

function candidatesOf(program: Asked, workshop: Workshop, repair: Repair): Candidate[] {
  const original = workshop.put(program.shape, program.text);
  return program.kinds.map((kind) => {
    const base = { program, kind, original };
    try {
      const { text, label } = repair(program, kind);
      return { ...base, label, faults: [], file: workshop.put(`${program.shape}.${kind}`, text) };
    } catch (error) {
      return { ...base, label: '', faults: [(error as Error).message] };
    }
  });
}

function checkTypes(candidates: readonly Candidate[]): void {
  const files = candidates.flatMap(({ original, file }) => [original, file ?? []].flat());
  const errors = typeErrorsOf([...new Set(files)]);
  for (const { original, file, faults } of candidates) {
    faults.push(...(errors.get(original) ?? []), ...(errors.get(file ?? '') ?? []));
  }
}

/** One caller alone, and all at once. */
interface Outcome {
  readonly alone: string;
  readonly loss: Loss;
  readonly errors: readonly string[];
}

/** Loads programs, each from the same state of the engine. */
class Trial {
  readonly #engine: Engine;
  readonly #runner: LoadRunner;
  readonly #outcomes = new Map<string, Promise<Outcome>>();

  constructor(engine: Engine, runner: LoadRunner) {
    this.#engine = engine;
    this.#runner = runner;
  }

  /** What comes of the racy program, which is loaded once however many repairs it has. */
  ofRacy(file: string, shape: string): Promise<Outcome> {
    const known = this.#outcomes.get(file) ?? this.#race(file, shape);
    this.#outcomes.set(file, known);
    return known;
  }

  /** Loads it again where it happens to lose nothing, as on a busy machine it may. */
  async #race(file: string, shape: string): Promise<Outcome> {
    let outcome = await this.of(file, shape);
    for (let load = 1; load < MOST_LOADS && outcome.loss.lost <= 0; load += 1) {
      outcome = await this.of(file, shape);
    }
    return outcome;
  }

  /** What comes of the program. */
  async of(file: string, shape: string): Promise<Outcome> {
    const [alone, kept] = await this.#load(file, shape, 1);
    const [endings, state] = await this.#load(file, shape, CALLERS);
    const refused = SHAPES[shape]?.refuses === true;
    const errors = refused ? [] : endings.flatMap(({ error }) => error ?? []);
    const lost = SHAPES[shape]?.lost(state, endings) ?? 0;
    return { alone: JSON.stringify([alone, kept]), loss: { lost, threw: errors.length }, errors };
  }

  async #load(file: string, shape: string, callers: number): Promise<[Ending[], State]> {
    const start = SHAPES[shape]?.start ?? 0;
    await this.#engine.reset(start);
    const { endings, left } = await this.#runner.run({ file, callers, start });
    const state = await this.#engine.state();
    return [endings, left === undefined ? state : { ...state, n: left }];
  }
}

/** How often a program may lose nothing before it is taken for one that never does. */
const MOST_LOADS = 10;

const NONE: Loss = { lost: 0, threw: 0 };

async function proveOne(candidate: Candidate, trial: Trial, subject: Subject): Promise<Proof> {
  const { program, kind, label, original, file } = candidate;
  const faults = [...candidate.faults];
  let [before, after] = [NONE, NONE];
  try {
    const racy = await trial.ofRacy(original, program.shape);
    before = racy.loss;
    if (before.lost <= 0) faults.push('the program loses nothing, so that a repair proves nothing');
    if (file !== undefined) {
      const repaired = await trial.of(file, program.shape);
      after = repaired.loss;
      faults.push(...faultsOf(racy, repaired));
    }
  } catch (error) {
    faults.push((error as Error).message);
  }
  const { library, engine } = subject;
  const { shape } = program;
  return {
    library,
    versions: versionsOf(subject) || library,
    engine,
    shape,
    kind,
    label,
    before,
    after,
    faults,
  };
}

function faultsOf(racy: Outcome, { alone, loss, errors }: Outcome): string[] {
  return [
    ...(loss.lost === 0 ? [] : [`still loses ${loss.lost} of ${CALLERS}`]),
    ...(loss.threw === 0 ? [] : [`${loss.threw} of ${CALLERS} throw: ${errors[0] ?? ''}`]),
    // Alone, too, a caller may wait for itself.
    ...(racy.alone === alone || racy.alone.includes(NEVER_ENDED)
      ? []
      : [`one caller alone gives ${alone}, and gave ${racy.alone}`]),
  ];
}
