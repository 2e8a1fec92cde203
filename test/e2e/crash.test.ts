import assert from 'node:assert/strict';
import { passes } from '../support/system.api.ts';
import { audit } from '../support/system.audit.ts';
import { newSystem } from '../support/system.scales.ts';
import type { System } from '../support/system.ts';

/**
 * Milliseconds: deliveries that a dead process held come again after 10 s, and a payment it was waiting for is settled
 * after less.
 */
const recovery = 40_000;

const crashes: readonly (readonly [scale: string, create: () => System])[] = [
  ['the process of a system', newSystem.inOneProcess],
  ['every process of a system at once', newSystem.inFourServices],
];

describe('SIGKILL ends', () => {
  for (const [scale, create] of crashes)
    it(`${scale} under load, and nothing that was answered 201 is lost`, async () => {
      const system = create();
      try {
        await system.start();
        const titles = await Promise.all(Array.from({ length: 5 }, () => system.newTitle(5)));
        const acknowledged: string[] = [];
        const client = async (_: unknown, number: number) => {
          for (let time = 0; ; time += 1) {
            const { status, body } = await system.reserve(`client-${number}-${time}`, titles[time % 5] ?? '');
            if (status !== 201) return;
            acknowledged.push(body.id);
            if (acknowledged.length === 300) await system.processes.kill();
          }
        };
        await Promise.allSettled(Array.from({ length: 32 }, client));
        assert.ok(acknowledged.length >= 300);

        await system.processes.restart();
        await passes(async () => {
          const rentals = new Map((await audit(system)).map((rental) => [rental.id, rental]));
          for (const id of acknowledged) assert.match(rentals.get(id)?.state ?? 'lost', /^(ready|waiting)$/);
        }, recovery);
      } finally {
        await system.stop();
      }
    }).timeout(90_000);
});
