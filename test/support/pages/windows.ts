import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { theBrowser } from './browser.ts';

/** How somebody looks at the pages. */
export interface Look {
  readonly language?: 'en' | 'ko';
  readonly theme?: 'light' | 'dark';
  /** Pixels. */
  readonly width?: number;
  /** Who they say they are, where nobody checks it. */
  readonly as?: { readonly id: string; readonly role: string };
}

/** Milliseconds that a page has, on a machine that is busy. */
const patience = 15_000;

/**
 * Inside a `describe`: opens windows, each of somebody who shares nothing with the others, and closes them after the
 * test. Whatever a page complains of in its console fails the test, be it an error or something its policy forbids.
 */
export function windows(urlOf: () => string) {
  const opened: BrowserContext[] = [];
  const complaints: string[] = [];

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((context) => context.close()));
    assert.deepEqual(complaints.splice(0), []);
  });

  /** `expected`: what the page may complain of, such as an answer that is no success. */
  return async function open(path: string, look: Look = {}, expected = /(?!)/): Promise<Page> {
    const { language = 'en', theme = 'light', width = 1_100, as } = look;
    const browser = await theBrowser();
    const context = await browser.newContext({
      baseURL: urlOf(),
      locale: language,
      colorScheme: theme,
      viewport: { width, height: 900 },
    });
    opened.push(context);
    context.setDefaultTimeout(patience);
    if (as) await context.addInitScript((person) => localStorage.setItem('yeyak.person', JSON.stringify(person)), as);
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
    });
    await page.goto(path);
    await page.locator('main h1').waitFor();
    return page;
  };
}
