import type { Locator, Page } from 'playwright-core';

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

/** Presses a button that asks once more, reads what comes of it, and does it. */
export async function askAndConfirm(page: Page, button: Locator, effect: string): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText(effect).waitFor();
  await page.locator('dialog button:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}
