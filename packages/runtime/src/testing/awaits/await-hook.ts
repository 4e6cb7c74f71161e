/** Where code whose awaits are held looks for what holds them; `hold-awaits` writes the same. */
const KEY = Symbol.for('@interlocked/runtime: await');

/** Answers with what to await instead of `value`, or `undefined` if that is `value` itself. */
export type AwaitHook = (value: unknown, label: string) => Promise<unknown> | undefined;

type Hook = (value: unknown, label: string, isEach?: boolean) => unknown;

/** Lets `hook` see every await of code that was prepared, beside the hooks that are there. */
export function addAwaitHook(hook: AwaitHook): void {
  const place = globalThis as { [KEY]?: Hook };
  const others = place[KEY];
  const answer: Hook = (value, label) => hook(value, label) ?? others?.(value, label) ?? value;
  place[KEY] = (value, label, isEach) =>
    isEach ? new HeldIteration(value as Iterable<unknown>, label, answer) : answer(value, label);
}

/** What `for await` goes through: each of its steps is an await. */
class HeldIteration {
  readonly #steps: AsyncGenerator;
  readonly #label: string;
  readonly #answer: Hook;

  constructor(each: Iterable<unknown> | AsyncIterable<unknown>, label: string, answer: Hook) {
    this.#steps = delegate(each);
    this.#label = label;
    this.#answer = answer;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): unknown {
    return this.#answer(this.#steps.next(), this.#label);
  }

  return(value: unknown): unknown {
    return this.#answer(this.#steps.return(value), this.#label);
  }
}

/** As `for await` takes both kinds of iterables. */
async function* delegate(each: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator {
  yield* each;
}
