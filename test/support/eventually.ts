import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds, looking every few milliseconds. For what announces itself in no other way. */
export async function eventually(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${condition}`);
    await sleep(5);
  }
}
