import { afterAll, beforeAll, expect, it } from 'vitest';
import type { runAll } from './plain-vitest.js';
import { bundleSuite } from './bundle-suite.js';
import { startIsolatedServer } from './isolated-server.js';

const WORKERS = 2;
const ROUNDS = 300_000;
const ATTEMPTS = 20;

const ON_CONDITION = '((mutex = new shared.SharedMutex(), at = new shared.SharedCondition()) => at';

/** Every call that blocks its thread, and what to call instead. */
const BLOCKING = [
  ['new shared.SharedMutex().lock()', 'acquire'],
  ['new shared.SharedSemaphore(1).lock()', 'acquire'],
  ['new shared.SharedRWLock().lockRead()', 'acquireRead'],
  ['new shared.SharedRWLock().lockWrite()', 'acquireWrite'],
  ['new shared.SharedKeyedMutex().lock("key")', 'acquire'],
  [`${ON_CONDITION}.block(mutex, mutex.tryLock()))()`, 'wait'],
  [`${ON_CONDITION}.blockUntil(mutex, mutex.tryLock(), () => true))()`, 'waitUntil'],
  ['new shared.SharedLatch(1).block()', 'wait'],
  ['new shared.SharedBarrier(2).block()', 'wait'],
  ['new shared.SharedOnce().runBlocking(() => {})', 'run'],
  ['new shared.SharedQueue({ capacity: 1, recordBytes: 1 }).takeBlocking()', 'take'],
  ['new shared.SharedQueue({ capacity: 1, recordBytes: 1 }).putBlocking(new Uint8Array(1))', 'put'],
] as const;

/** What the checks need of a page, whoever drives it. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>;
  /** A string, because vitest rewrites the imports of a function, and the page cannot follow. */
  evaluate(expression: string): Promise<unknown>;
}

/** A browser with a page. */
export interface DrivenBrowser {
  readonly page: DrivenPage;
  /** Whether the thread of an `OfflineAudioContext` may block there. */
  readonly mayWorkletBlock: boolean;
  close(): Promise<void>;
}

/** Defines the tests of what is shared, in a browser. */
export function checkInBrowser(open: () => Promise<DrivenBrowser>): void {
  let server: Awaited<ReturnType<typeof startIsolatedServer>>;
  let browser: DrivenBrowser;

  beforeAll(async () => {
    server = await startIsolatedServer();
    browser = await open();
    await browser.page.goto(server.origin);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const evaluate = (expression: string) => browser.page.evaluate(expression);
  const codeOf = (call: string) =>
    evaluate(`import('/use-all-page.mjs').then(({ codeOf }) => codeOf(${call}))`);

  it('loads the built package into a cross-origin isolated page', async () => {
    expect(await evaluate('crossOriginIsolated')).toBe(true);
  });

  it('passes the suite of one thread', async () => {
    const { passed, failed } = (await evaluate(await bundleSuite())) as Awaited<
      ReturnType<typeof runAll>
    >;
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(700);
  });

  it('loses no increment of two workers, which lose some on a plain cell, and tells the page', async () => {
    const load = JSON.stringify({ workers: WORKERS, rounds: ROUNDS });
    const total = WORKERS * ROUNDS;
    let lost = 0;
    for (let attempt = 0; attempt < ATTEMPTS && lost === 0; attempt += 1) {
      const seen = (await evaluate(
        `import('/hammer.mjs').then(({ hammer }) => hammer(${load}))`,
      )) as { counter: number; plain: number };
      expect(seen.counter).toBe(total);
      lost = total - seen.plain;
    }
    expect(lost).toBeGreaterThan(0);
  });

  it('every shared primitive works between a page and its dedicated workers', async () => {
    const load = JSON.stringify({ workers: WORKERS, rounds: 300 });
    const { found, wanted } = (await evaluate(
      `import('/use-all-page.mjs').then(({ useAllOnPage }) => useAllOnPage(${load}))`,
    )) as { found: object; wanted: object };
    expect(found).toMatchObject(wanted);
  });

  it('an AudioWorklet counts, sends records and tries locks', async () => {
    const blocks = 500;
    expect(
      await evaluate(`import('/meter-page.mjs').then(({ meter }) => meter(${blocks}))`),
    ).toEqual({
      blocks,
      frames: Array.from({ length: blocks }, (_, block) => block * 128),
      refused: browser.mayWorkletBlock ? '' : 'ERR_CANNOT_BLOCK',
      isLocked: false,
    });
  });

  it.each(BLOCKING)(
    'a page may not block, and is told what to call instead: %s',
    async (call, instead) => {
      expect(await codeOf(`(shared) => ${call}`)).toMatch(
        new RegExp(`^ERR_CANNOT_BLOCK: .*Call ${instead}\\(\\) and await it`),
      );
    },
  );

  it('a page without the two headers is told which they are', async () => {
    const plain = await startIsolatedServer({});
    await browser.page.goto(plain.origin);
    const told = await codeOf('({ AtomicCounter }) => new AtomicCounter()');
    await plain.stop();
    expect(told).toMatch(/^ERR_UNSUPPORTED: .*Cross-Origin-Opener-Policy: same-origin/);
    expect(told).toContain('Cross-Origin-Embedder-Policy: require-corp');
  });
}
