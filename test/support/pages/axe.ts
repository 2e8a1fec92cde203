import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 up to AA, and what axe calls best practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules of these that look at colours. */
const colours = ['color-contrast', 'link-in-text-block'];

/** Axe finds nothing to complain of on the page as it is now. */
export function isAccessible(page: Page): Promise<void> {
  return keeps(page, { type: 'tag', values: tags });
}

/** Nor in its colours, when nothing else has changed. */
function isLegible(page: Page): Promise<void> {
  return keeps(page, { type: 'rule', values: colours });
}

/** Axe finds nothing, light or dark, and the page fits a phone, as which it is left. */
export async function isAccessibleInEveryLook(page: Page): Promise<void> {
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await isLegible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsItsWindow(page);
}

async function keeps(page: Page, runOnly: axe.RunOnly): Promise<void> {
  // Through the debugger, to which the page's policy for scripts does not apply.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run({ runOnly });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
  }, runOnly);
  assert.deepEqual(violations, []);
}

/** Nothing sticks out at the side. */
async function fitsItsWindow(page: Page): Promise<void> {
  const [content = 0, frame = 0] = await page.evaluate(() => {
    const { scrollingElement } = (
      globalThis as unknown as { document: { scrollingElement: { scrollWidth: number; clientWidth: number } } }
    ).document;
    return [scrollingElement.scrollWidth, scrollingElement.clientWidth];
  });
  assert.ok(content <= frame, `${content} pixels in a window of ${frame}`);
}
