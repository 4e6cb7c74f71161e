import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Kind = 'saves' | 'updates' | 'atomic' | 'creates' | 'isolation' | 'gives' | 'also';
type Facts = Partial<Record<Kind, Readonly<Record<string, string | boolean>>>> & {
  readonly inPlace?: string;
  readonly version?: string;
  readonly lock?: Readonly<Record<'outside' | 'inside', string>>;
};

interface Recorded {
  readonly date: string;
  readonly node: string;
  readonly libraries: Readonly<
    Record<string, { readonly versions: string; readonly engine: string; readonly facts: Facts }>
  >;
}

/** One library, with a line for each thing that was asked. */
interface Library {
  readonly name: string;
  readonly versions: string;
  readonly engine: string;
  readonly lines: readonly {
    readonly asked: string;
    readonly call: string;
    readonly fact: string;
  }[];
}

interface Page {
  readonly date: string;
  readonly node: string;
  readonly libraries: readonly Library[];
}

declare const data: Page;
export { data };

/** What is asked, in the words of the page; a list of calls has one line for each answer. */
const ASKED: Readonly<Record<Kind, string>> = {
  saves: 'a save of an entity read before writes',
  updates: 'an update writes',
  atomic: 'of ten changes without a look, all are kept',
  creates: 'ten callers create the same',
  isolation: 'two transactions read, then both write',
  gives: 'a read gives',
  also: '',
};

const file = fileURLToPath(
  new URL('../../packages/eslint-plugin/proof/results/facts.json', import.meta.url),
);

/** What the last run of `npm run probes` wrote. */
export default {
  watch: [file],
  load: (): Page => {
    const { date, node, libraries } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    const toLibrary = ([name, { facts, ...rest }]: [string, Recorded['libraries'][string]]) => {
      return { name, ...rest, lines: linesOf(facts) };
    };
    return { date, node, libraries: Object.entries(libraries).map(toLibrary) };
  },
};

function linesOf(facts: Facts): Library['lines'] {
  const { inPlace, version, lock } = facts;
  const lists = (Object.keys(ASKED) as Kind[]).flatMap((kind) => grouped(kind, facts[kind] ?? {}));
  return [
    ...lists,
    ...(inPlace ? [line('an array changed in place, then saved', inPlace)] : []),
    ...(version ? [line('a save with a version column that was raised since', version)] : []),
    ...(lock ? [line('a row lock outside of a transaction', lock.outside)] : []),
    ...(lock ? [line('a row lock in a transaction', lock.inside)] : []),
  ];
}

function line(asked: string, fact: string): Library['lines'][number] {
  return { asked, call: '', fact };
}

/** Calls of which the same is true share a line. */
function grouped(kind: Kind, facts: Readonly<Record<string, string | boolean>>): Library['lines'] {
  if (kind === 'also')
    return Object.entries(facts).map(([asked, fact]) => line(asked, String(fact)));
  const answers = new Set(Object.values(facts));
  return [...answers].map((answer) => {
    const calls = Object.keys(facts).filter((call) => facts[call] === answer);
    const fact = typeof answer === 'string' ? answer : answer ? 'yes' : 'no';
    return { asked: ASKED[kind], call: calls.join(', '), fact };
  });
}
