import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves as soon as the condition holds. @throws when that takes longer than `within` milliseconds */
export async function eventually(condition: () => boolean | Promise<boolean>, within = 5_000): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${condition}`);
    await sleep(2);
  }
}
