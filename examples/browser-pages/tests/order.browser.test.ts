import { Latch } from '@interlocked/runtime';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPages } from '../src/pages-server.js';
import { openBrowser } from './open-browser.js';

let browser: Browser;
let page: Page;
let pages: Awaited<ReturnType<typeof startPages>>;
/** Ends all payments under way. */
let confirm = () => {};
/** Opens when two orders have come in. */
let twoOrders: Latch;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  const confirmed = new Promise<void>((resolve) => (confirm = resolve));
  twoOrders = new Latch(2);
  const pay = () => {
    twoOrders.countDown();
    return confirmed;
  };
  pages = await startPages({ pay });
  page = await browser.newPage();
});

afterEach(async () => {
  await page.close();
  await pages.stop();
});

it('a double click on a wrapped handler is one order', async () => {
  await page.goto(`${pages.origin}/order.html`);
  await buyTwice();
  confirm();
  await page.getByText('order 1 is placed').waitFor();
  expect(pages.orders).toBe(1);
});

it('a click after the order is another one', async () => {
  await page.goto(`${pages.origin}/order.html`);
  confirm();
  await page.getByRole('button').click();
  await page.getByText('order 1 is placed').waitFor();
  await page.getByRole('button').click();
  await page.getByText('order 2 is placed').waitFor();
  expect(pages.orders).toBe(2);
});

it('a double click on the handler alone is two orders', async () => {
  await page.goto(`${pages.origin}/order-twice.html`);
  await buyTwice();
  await twoOrders.wait();
  expect(pages.orders).toBe(2);
  confirm();
});

/** Two clicks of a mouse, as fast as they come; answers when the page has seen both. */
async function buyTwice(): Promise<void> {
  await page.evaluate(
    'globalThis.clicks = 0; document.addEventListener("click", () => { globalThis.clicks += 1; });',
  );
  await page.getByRole('button', { name: 'Buy' }).dblclick();
  await page.waitForFunction('globalThis.clicks === 2');
  // Another request, which comes after those of the clicks.
  await page.evaluate('fetch("/style.css").then((response) => response.text())');
}
