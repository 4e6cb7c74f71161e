import { ask } from '../questions.js';

type Call = (input: object) => Promise<unknown>;
type Model = Readonly<Record<string, Call>>;

/** The parts of the generated client that are asked; it is there only while a proof runs. */
interface Client {
  readonly account: Model;
  readonly label: Model;
  $queryRaw(text: TemplateStringsArray): Promise<unknown>;
  $transaction<T>(
    work: (tx: Client) => Promise<T>,
    options?: { isolationLevel: string },
  ): Promise<T>;
}

const where = { id: 1 };
const red = { name: 'red', color: '#f00' };

export default ask<{ prisma: Client }>(({ prisma }) => {
  const { account, label } = prisma;
  return {
    updates: {
      update: (data) => account['update']?.({ where, data }),
      updateMany: (data) => account['updateMany']?.({ where, data }),
    },
    atomic: {
      'increment (in data)': () => account['update']?.({ where, data: { n: { increment: 1 } } }),
      'decrement (in data)': () => account['update']?.({ where, data: { n: { decrement: 1 } } }),
    },
    creates: {
      create: () => label['create']?.({ data: red }),
      createMany: () => label['createMany']?.({ data: [red] }),
      upsert: () =>
        label['upsert']?.({ where: { name: 'red' }, create: red, update: { color: '#f00' } }),
      'upsert (with an empty update)': () =>
        label['upsert']?.({ where: { name: 'red' }, create: red, update: {} }),
    },
    isolation: {
      levels: ['ReadCommitted', 'RepeatableRead', 'Serializable'],
      run: (isolationLevel, work) =>
        prisma.$transaction(
          (tx) =>
            work({
              read: async () => counterOf(await tx.account['findUniqueOrThrow']?.({ where })),
              write: async (n) => tx.account['update']?.({ where, data: { n } }),
            }),
          { isolationLevel },
        ),
    },
    gives: {
      findUnique: () => account['findUnique']?.({ where }),
      findUniqueOrThrow: () => account['findUniqueOrThrow']?.({ where }),
      findFirst: () => account['findFirst']?.({ where }),
      findFirstOrThrow: () => account['findFirstOrThrow']?.({ where }),
      findMany: () => account['findMany']?.({ where }),
      count: () => account['count']?.({ where }),
    },
    also: {
      'an update of no row': async () => {
        const update = account['update']?.({ where: { id: 2 }, data: { n: 1 } });
        return update?.then(String, (error: { code: string }) => error.code) ?? '';
      },
      'SELECT … FOR UPDATE by $queryRaw in a transaction': (engine) =>
        prisma.$transaction(async (tx) => {
          await tx.$queryRaw`SELECT n FROM account WHERE id = 1 FOR UPDATE`;
          return (await engine.isLocked?.()) ? 'held' : 'none';
        }),
    },
  };
});

function counterOf(row: unknown): number {
  return (row as { n: number }).n;
}
