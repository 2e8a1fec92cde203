import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { type ServerHarness, useReplicas } from '../../support/replicas.ts';

export function sharedRebuildContract(harness: ServerHarness): void {
  describe('a view that one replica builds anew', () => {
    const given = useReplicas(harness);
    const view = (id: string, version = 1) => ({ id, version, state: { owner: 'kim', rank: version } });

    it('is the view of all of them at once, while they read and write', async () => {
      const [one, other] = [await given.open(), await given.open()];
      const asked = () => other.store.find({ query: { owner: 'kim' } });
      await other.store.keepNewest(view('ghost'));
      let running = true;
      let written = 0;
      const busy = Promise.all(
        Array.from({ length: 8 }, async (_, index) => {
          for (let version = 1; running; version += 1) {
            await other.store.keepNewest(view(`busy-${index}`, version));
            await asked();
            written += 1;
          }
        }),
      );
      const more = (goal = written + 50) => eventually(() => written >= goal);
      await more();
      const next = await one.store.next?.();
      assert.ok(next);
      await next.keepNewest(view('kept'));
      await next.goLive?.();
      await more();
      await other.store.keepNewest(view('later'));
      running = false;
      await busy;
      const seen = (await asked()).map(({ id }) => id).filter((id) => !id.startsWith('busy'));
      assert.deepEqual(seen.sort(), ['kept', 'later']);
      assert.deepEqual(await next.find({ sort: ['id'] }), await other.store.find({ sort: ['id'] }));
    });
  });
}
