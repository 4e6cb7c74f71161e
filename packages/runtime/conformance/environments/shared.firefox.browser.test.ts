import puppeteer from 'puppeteer-core';
import { checkInBrowser } from './checks-in-browser.js';

checkInBrowser(async () => {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['INTERLOCKED_FIREFOX'] ?? '',
  });
  const page = await browser.newPage();
  return { page, mayWorkletBlock: true, close: () => browser.close() };
});
