import type { Engine } from './engines/engine.js';
import type { Creation, Facts, Fate, Lock, Writes } from './facts.js';
import type { Copy, InTransaction, Questions } from './questions.js';

const CALLERS = 10;
/** A call that looks first goes wrong only when two of them meet: they get so many chances. */
const ROUNDS = 20;

/** Puts every question to the engine. */
export async function establish(questions: Questions, engine: Engine): Promise<Facts> {
  const { saves, updates, inPlace, version, atomic, creates, lock, isolation } = questions;
  const found: { -readonly [Kind in keyof Facts]: Facts[Kind] } = {};
  if (saves) found.saves = await each(saves, (load) => whatSaveWrites(load, engine));
  if (updates) found.updates = await each(updates, (update) => whatUpdateWrites(update, engine));
  if (inPlace) found.inPlace = await whatBecomesOfPush(inPlace, engine);
  if (version) found.version = await whatBecomesOfStaleSave(version, engine);
  if (atomic) found.atomic = await each(atomic, (call) => isAtomic(call, engine));
  if (creates) found.creates = await each(creates, (call) => howItCreates(call, engine));
  if (lock) found.lock = await whatLockHolds(lock, engine);
  if (isolation) {
    const byLevel = isolation.levels.map((level) => [level, level] as const);
    found.isolation = await each(Object.fromEntries(byLevel), (level) => {
      return fateOfUpdate((work) => isolation.run(level, work), engine);
    });
  }
  if (questions.gives)
    found.gives = await each(questions.gives, (call) => whatItGives(call, engine));
  if (questions.also) {
    found.also = await each(questions.also, async (question) => {
      await engine.reset(0);
      return question(engine);
    });
  }
  return found;
}

async function each<Question, Answer>(
  questions: Readonly<Record<string, Question>>,
  answer: (question: Question) => Promise<Answer>,
): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  for (const [name, question] of Object.entries(questions)) answers[name] = await answer(question);
  return answers;
}

/** Two read; one changes and saves `other`, then the other one `n`: is `other` still there? */
async function whatSaveWrites(load: () => Promise<Copy>, engine: Engine): Promise<Writes> {
  await engine.reset(0);
  const [mine, theirs] = [await load(), await load()];
  theirs.row.other = 99;
  await theirs.save();
  mine.row.n = 5;
  await mine.save();
  return writtenBesides(5, engine);
}

async function whatUpdateWrites(
  update: (columns: { n: number }) => unknown,
  engine: Engine,
): Promise<Writes> {
  await engine.reset(0, 99);
  await update({ n: 5 });
  return writtenBesides(5, engine);
}

async function writtenBesides(expected: number, engine: Engine): Promise<Writes> {
  const { n, other } = await engine.state();
  if (n !== expected) throw new Error(`the write did not arrive: n is ${n}, not ${expected}`);
  return other === 99 ? 'changed columns' : 'whole row';
}

async function whatBecomesOfPush(
  load: () => Promise<Copy>,
  engine: Engine,
): Promise<NonNullable<Facts['inPlace']>> {
  await engine.reset(0);
  const copies = [await load(), await load()];
  copies.forEach(({ row }, i) => row.tags?.push(`tag ${i}`));
  for (const { save } of copies) await save();
  const { tags } = await engine.state();
  return (['ignored', 'whole', 'atomic'] as const)[tags.length] ?? 'whole';
}

async function whatBecomesOfStaleSave(load: () => Promise<Copy>, engine: Engine): Promise<Fate> {
  await engine.reset(0);
  const copies = [await load(), await load()];
  const endings = [];
  for (const { row, save } of copies) {
    row.n += 1;
    endings.push(...(await Promise.allSettled([save()])));
  }
  return fateOf(endings, (await engine.state()).n);
}

function fateOf(endings: readonly PromiseSettledResult<unknown>[], n: number): Fate {
  if (endings.some(({ status }) => status === 'rejected')) return 'refused';
  return n === endings.length ? 'kept' : 'lost silently';
}

async function isAtomic(
  call: NonNullable<Questions['atomic']>[string],
  engine: Engine,
): Promise<boolean> {
  await engine.reset(0);
  const prepared = Array.from({ length: CALLERS }, () => {
    return typeof call === 'function' ? Promise.resolve(call) : call.after();
  });
  await Promise.all((await Promise.all(prepared)).map((one) => started(one)));
  return Math.abs((await engine.state()).n) === CALLERS;
}

async function howItCreates(call: () => unknown, engine: Engine): Promise<Creation> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await engine.reset(0);
    const calls = Array.from({ length: CALLERS }, () => started(call));
    const endings = await Promise.allSettled(calls);
    const { labels } = await engine.state();
    if (labels === 0) throw new Error(`nothing was created: ${reasonOf(endings)}`);
    const failures = endings.filter(({ status }) => status === 'rejected').length;
    if (labels > 1 || failures > 0) return whyItFails(call, engine);
  }
  return 'the store decides';
}

/** One caller after the other: who looks first, finds it; who does not, fails. */
async function whyItFails(call: () => unknown, engine: Engine): Promise<Creation> {
  await engine.reset(0);
  await call();
  const [second] = await Promise.allSettled([started(call)]);
  const { labels } = await engine.state();
  return second?.status === 'fulfilled' && labels === 1 ? 'looks first' : 'fails on a duplicate';
}

function reasonOf(endings: readonly PromiseSettledResult<unknown>[]): string {
  const failed = endings.find((one) => one.status === 'rejected');
  return String(failed?.reason ?? 'no call failed');
}

async function whatLockHolds(
  lock: NonNullable<Questions['lock']>,
  engine: Engine,
): Promise<NonNullable<Facts['lock']>> {
  const look = async (): Promise<Lock> => ((await engine.isLocked?.()) ? 'held' : 'none');
  await engine.reset(0);
  const outside = await started(() => lock.outside()).then(look, (): Lock => 'refused');
  let inside: Lock = 'refused';
  await lock.inside(async () => {
    inside = await look();
  });
  return { outside, inside };
}

/** Two transactions read; only when both have, they write. */
async function fateOfUpdate(
  run: (work: (tx: InTransaction) => Promise<void>) => unknown,
  engine: Engine,
): Promise<Fate> {
  await engine.reset(0);
  const haveRead = [gate(), gate()];
  const endings = await Promise.allSettled(
    haveRead.map(async ({ resolve }) => {
      try {
        await run(async (tx) => {
          const n = await tx.read();
          resolve();
          await Promise.all(haveRead.map(({ promise }) => promise));
          await tx.write(n + 1);
        });
      } finally {
        // Whom the store does not even let in must not hold up the other.
        resolve();
      }
    }),
  );
  return fateOf(endings, (await engine.state()).n);
}

/** A query that is built by calls runs only when it is waited for. */
async function started(call: () => unknown): Promise<unknown> {
  return await call();
}

function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

async function whatItGives(call: () => unknown, engine: Engine): Promise<string> {
  await engine.reset(7);
  return shapeOf(await call());
}

/** What the one account, whose counter is 7, is given as. */
function shapeOf(given: unknown): string {
  if (isRow(given)) return 'entity';
  if (Array.isArray(given) && given.some(isRow)) return 'entities';
  if (typeof given !== 'object' || given === null) return 'value';
  const at = Object.entries(given).find(([, value]) => shapeOf(value) !== 'value');
  return at ? `rows at ${at[0]}` : 'value';
}

function isRow(given: unknown): boolean {
  const { n } = (given ?? {}) as { n?: unknown };
  return Number(n) === 7;
}
