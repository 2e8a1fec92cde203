import { mkdir } from 'node:fs/promises';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { readLine, usageOr } from '../../../scripts/usage.ts';
import { ensureChromium, environment } from '../chromium.ts';
import { OneProcess } from '../system.processes.ts';
import { System } from '../system.ts';

const usage = `Usage: npm run pictures
Takes the pictures of the README again, from a system that it starts with the sample books, into docs/pictures.
Fonts are those of the machine: fonts-inter and fonts-noto-cjk look as in the repository.`;
usageOr(usage, () => readLine({ options: { help: { type: 'boolean' } } }));

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly as: { readonly id: string; readonly role: string };
  readonly language: 'en' | 'ko';
  readonly theme: 'light' | 'dark';
  readonly size: { readonly width: number; readonly height: number };
  /** Brings the page to what the picture shows. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const wide = { width: 1_100, height: 760 };
const phone = { width: 390, height: 760 };
const minji = { id: 'minji', role: 'member' };

const system = new System(new OneProcess({ LOG_LEVEL: 'error' }));
try {
  await system.start();
  const story = await tellStory();
  await take([
    {
      name: 'catalogue',
      path: '/app/library',
      as: minji,
      language: 'en',
      theme: 'light',
      size: wide,
      ready: async (page) => {
        await page.getByRole('searchbox').fill('hunger');
        await page.getByText('Waiting').waitFor();
      },
    },
    {
      name: 'mypage',
      path: '/app/library/mypage',
      as: minji,
      language: 'ko',
      theme: 'dark',
      size: phone,
      ready: (page) => page.locator('.rental').nth(2).waitFor(),
    },
    {
      name: 'mypage-history',
      path: '/app/library/mypage',
      as: minji,
      language: 'en',
      theme: 'light',
      size: wide,
      ready: async (page) => {
        await page.getByText('On loan').first().waitFor();
        await page.locator(`[data-rental="${story}"] summary`).click();
        await page.locator('.story li').nth(3).waitFor();
        await page.locator(`[data-rental="${story}"]`).scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'desk',
      path: '/app/library/desk',
      as: { id: 'choi', role: 'librarian' },
      language: 'en',
      theme: 'light',
      size: wide,
      ready: async (page) => {
        await page.keyboard.type('minji');
        await page.keyboard.press('Enter');
        await page.locator('.desk-row:focus').waitFor();
      },
    },
    {
      name: 'operations',
      path: `/app/operations#story=${story}`,
      as: { id: 'han', role: 'admin' },
      language: 'en',
      theme: 'dark',
      size: wide,
      ready: (page) => page.locator('.entry').nth(6).waitFor(),
    },
  ]);
} finally {
  await system.stop();
}

/** What members of a library do on a morning. @returns the number of the rental whose story is shown */
async function tellStory(): Promise<string> {
  for (const member of ['jisoo', 'hyun', 'sora', 'dongmin']) await system.reserved(member, '1');
  await system.reserved('minji', '1');
  const { id } = await system.reserved('minji', '2');
  await system.reserved('minji', '5');
  await system.asked(id, 'rental');
  const { id: early } = await system.reserved('minji', '7');
  await system.asked(early, 'rental');
  await system.asked(early, 'return');
  return id;
}

async function take(pictures: readonly Picture[]): Promise<void> {
  const found = await ensureChromium();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = environment(found) as Record<string, string>;
  const browser = await chromium.launch({ executablePath: found.program, args, env });
  await mkdir('docs/pictures', { recursive: true });
  for (const { name, path, as, language, theme, size, ready } of pictures) {
    const context = await browser.newContext({
      baseURL: system.url,
      locale: language,
      colorScheme: theme,
      viewport: size,
    });
    await context.addInitScript((person) => localStorage.setItem('yeyak.person', JSON.stringify(person)), as);
    const page = await context.newPage();
    await page.goto(path);
    await page.locator('main h1').waitFor();
    await ready(page);
    await sleep(300);
    await page.screenshot({ path: `docs/pictures/${name}.png` });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  }
  await browser.close();
}
