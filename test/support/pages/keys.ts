import type { Page } from 'playwright-core';

/** A key that is held down under a layout: each press after the first is a repeat. */
export async function hold(page: Page, key: string, code: string, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (let press = 0; press < times; press += 1)
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, autoRepeat: press > 0 });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
}

/** The part of the page that the focus is in. */
export function focusedPart(page: Page): Promise<string | undefined> {
  return page.evaluate('document.activeElement.closest("[data-part]")?.dataset.part');
}
