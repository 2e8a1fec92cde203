import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { ensureChromium, environment } from '../chromium.ts';

/** One browser for all tests: it starts with the first window, and ends after the last test. */
let running: Promise<Browser> | undefined;

export function theBrowser(): Promise<Browser> {
  running ??= launch();
  return running;
}

after(async () => {
  await (await running)?.close();
});

async function launch(): Promise<Browser> {
  const found = await ensureChromium();
  // Chromium’s own sandbox does not work for root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = environment(found) as Record<string, string>;
  return chromium.launch({ executablePath: found.program, args: [...args, '--disable-dev-shm-usage'], env });
}
