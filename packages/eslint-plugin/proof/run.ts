import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Engine } from './engines/engine.js';
import { isMissing, OPENERS } from './engines/openers.js';
import { startPostgres } from './engines/postgres.js';
import { programsOf } from './program.js';
import { CALLERS, prove, type Proof } from './prove.js';
import { SUBJECTS, versionsOf, type EngineName } from './subjects.js';

const RESULT = fileURLToPath(new URL('results/proof.json', import.meta.url));
const USAGE = `Usage: npm run proof [-- library...]

Runs racy programs with ${CALLERS} concurrent callers on real engines, applies the rules' own
suggestions, and runs them again. The result file has the outcome of every library; with names, only
those are proven again.`;

const names = process.argv.slice(2);
const unknown = names.filter((name) => !SUBJECTS.some(({ library }) => library === name));
if (unknown.length > 0) {
  const known = SUBJECTS.map(({ library }) => library).join(', ');
  console.error(`Unknown library ${unknown.join(', ')}; known are ${known}.\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  await run();
}

async function run(): Promise<void> {
  const proofs: Proof[] = [];
  const engines: string[] = [];
  const notRun: { library: string; versions: string; reason: string }[] = [];
  const chosen = SUBJECTS.filter(({ library }) => names.length === 0 || names.includes(library));
  for (const name of new Set(chosen.map(({ engine }) => engine))) {
    const subjects = chosen.filter(({ engine }) => engine === name);
    const engine = await open(name, subjects.some(isMissing));
    if (engine) engines.push(`${engine.name} ${engine.version}`);
    for (const subject of subjects) {
      if (!engine) notRun.push(toNotRun(subject.library, versionsOf(subject), name));
      else for (const proof of await prove(subject, engine)) proofs.push(print(proof));
    }
    await engine?.stop();
  }
  for (const { library, reason } of notRun) console.log(`${library.padEnd(12)} NOT RUN: ${reason}`);
  const failed = proofs.filter(({ faults }) => faults.length > 0).length;
  console.log(`${proofs.length - failed} of ${proofs.length} repairs are proven.`);
  if (failed > 0) process.exitCode = 1;
  const date = new Date().toISOString().slice(0, 10);
  const old = names.length === 0 ? { engines: [], proofs: [], notRun: [] } : readResult();
  const result = {
    date,
    node: process.version,
    callers: CALLERS,
    engines: [...new Set([...old.engines, ...engines])],
    proofs: [...old.proofs.filter(isStillAsked), ...proofs],
    notRun: [...old.notRun.filter(({ library }) => !names.includes(library)), ...notRun],
  };
  writeFileSync(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
}

interface Result {
  readonly engines: readonly string[];
  readonly proofs: readonly Proof[];
  readonly notRun: readonly { library: string; versions: string; reason: string }[];
}

function readResult(): Result {
  return JSON.parse(readFileSync(RESULT, 'utf8')) as Result;
}

/** Whether a proof of before still is one that is asked for, and was not asked for now. */
function isStillAsked({ library, engine, shape }: Proof): boolean {
  if (names.includes(library)) return false;
  const subject = SUBJECTS.find((one) => one.library === library && one.engine === engine);
  return subject !== undefined && programsOf(subject).some((program) => program.shape === shape);
}

/** The engine, or nothing where it is not on this machine. */
async function open(name: EngineName, missing: boolean): Promise<Engine | undefined> {
  if (missing) return undefined;
  return name === 'postgresql' ? startPostgres() : OPENERS[name]();
}

function toNotRun(library: string, versions: string, engine: string) {
  return { library, versions, reason: `there is no ${engine} here` };
}

function print(proof: Proof): Proof {
  const { library, engine, shape, kind, before, after, faults } = proof;
  const verdict = faults.length === 0 ? 'proven' : `FAILED: ${faults.join('; ')}`;
  const losses = `${String(before.lost).padStart(3)} -> ${after.lost}`;
  console.log(
    `${library.padEnd(12)} ${engine.padEnd(10)} ${shape.padEnd(24)} ${kind.padEnd(14)} ${losses}  ${verdict}`,
  );
  return proof;
}
