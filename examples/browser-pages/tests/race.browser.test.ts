import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPages } from '../src/pages-server.js';
import { openBrowser } from './open-browser.js';

const TOTAL = 8_000_000;
const SLICES = 100;
/** One with a busy processor may not interleave at once. */
const MOST_ATTEMPTS = 10;

let pages: Awaited<ReturnType<typeof startPages>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  pages = await startPages({ pay: () => Promise.resolve() });
  browser = await openBrowser();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

it('two workers lose counts in a plain cell, none in a counter, and the picture shows it', async () => {
  await page.goto(`${pages.origin}/race.html`);
  let lost = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS && lost === 0; attempt++) {
    const widths = await race();
    // The bar has moved with every slice, each of which waits for its frame.
    expect(widths.length).toBeGreaterThanOrEqual(SLICES);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    expect(await totalOf('#atomic')).toBe(TOTAL);
    lost = await totalOf('#lost');
    expect(await totalOf('#plain')).toBe(TOTAL - lost);
  }
  expect(lost).toBeGreaterThan(0);
  expect(await widthOf('#plain-bar')).toBeLessThan(await widthOf('#atomic-bar'));
}, 120_000);

/** Races once, and answers every width of the counter's bar that was seen on the way. */
async function race(): Promise<number[]> {
  await page.evaluate(`{
    const bar = document.getElementById('atomic-bar');
    globalThis.seen = [];
    const note = () => globalThis.seen.push(Number(bar.getAttribute('width')));
    new MutationObserver(note).observe(bar, { attributeFilter: ['width'] });
  }`);
  await page.getByRole('button', { name: 'Race' }).click();
  const isOver = 'document.getElementById("state").value === "over"';
  await page.waitForFunction(isOver, undefined, { timeout: 0 });
  const widths = await page.evaluate<number[]>('globalThis.seen');
  // The first of a later race stands where the one before had ended.
  return [...new Set(widths)].filter((width) => width > 0);
}

async function totalOf(output: string): Promise<number> {
  return Number((await page.locator(output).innerText()).replaceAll(',', ''));
}

async function widthOf(bar: string): Promise<number> {
  return Number(await page.locator(bar).getAttribute('width'));
}
